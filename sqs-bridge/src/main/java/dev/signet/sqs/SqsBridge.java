package dev.signet.sqs;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Pollers at work, until it is closed. */
public final class SqsBridge implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SqsBridge.class);
    private static final int USAGE = 2;
    private static final int SECONDS_TO_END = 25;

    private final SqsClient sqs;
    private final Connection broker;
    private final ExecutorService pollers;

    private SqsBridge(SqsClient sqs, Connection broker, Settings settings) {
        this.sqs = sqs;
        this.broker = broker;
        this.pollers = Executors.newFixedThreadPool(settings.pollers());
        for (int i = 0; i < settings.pollers(); i++) {
            pollers.execute(new Poller(sqs, broker, settings));
        }
    }

    /** Throws when the broker cannot be reached now; later it waits for it. */
    static SqsBridge start(Settings settings) throws IOException {
        var sqs = client(settings);
        try {
            return new SqsBridge(sqs, connect(settings), settings);
        } catch (IOException e) {
            sqs.close();
            throw e;
        }
    }

    private static SqsClient client(Settings settings) {
        var builder = SqsClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder());
        settings.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private static Connection connect(Settings settings) throws IOException {
        try {
            var connections = new ConnectionFactory();
            connections.setUri(settings.amqpUri());
            return connections.newConnection("signet sqs-bridge");
        } catch (GeneralSecurityException | URISyntaxException | TimeoutException e) {
            throw new IOException("the broker cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        pollers.shutdownNow();
        try {
            if (!pollers.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                log.warn("A poller has not ended; what it holds comes again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        broker.abort();
        sqs.close();
    }

    static void main() throws InterruptedException {
        try {
            var settings = Settings.of(System.getenv());
            var bridge = start(settings);
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(bridge::close));
            log.info("Messages of {} are brought to the intake", settings.queueUrl());
            new CountDownLatch(1).await();
        } catch (IllegalArgumentException | IOException | SdkException e) {
            System.err.println("signet: " + e.getMessage());
            System.exit(USAGE);
        }
    }
}
