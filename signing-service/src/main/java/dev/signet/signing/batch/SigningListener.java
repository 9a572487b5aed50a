package dev.signet.signing.batch;

import com.rabbitmq.client.Channel;
import dev.signet.contract.KeyringName;
import dev.signet.platform.Acknowledgement;
import dev.signet.platform.BrokerCheck;
import dev.signet.platform.CrashPoint;
import dev.signet.platform.Keyrings;
import dev.signet.platform.ListenerPause;
import dev.signet.platform.QueueContainer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareMessageListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Takes triggers and acknowledges each when all is done (step 8). Each keyring that the worker serves has its own queue, and as many batches under way as any
 * other: those that wait for a key of one hold up none of another. Stops taking them while what it needs is away, and at shutdown lets the batches that are
 * under way finish or give up their leases.
 */
@Component
class SigningListener implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(SigningListener.class);
    private static final int PREFETCH = 2;
    private static final int MOST_CHANNELS =
            2_000; // of a connection to RabbitMQ, with some to spare for what is published
    private static final Duration LONGEST_STOP = Duration.ofSeconds(28);

    private final CachingConnectionFactory connections;
    private final Triggers triggers;
    private final Drain drain;
    private final List<Reader> readers;
    private volatile boolean started;

    SigningListener(
            CachingConnectionFactory connections,
            AmqpAdmin admin,
            SignerProperties properties,
            Keyrings keyrings,
            Triggers triggers,
            Drain drain,
            PeersProbe probe) {
        this.connections = connections;
        this.triggers = triggers;
        this.drain = drain;
        requireChannels(keyrings.named().size(), properties.concurrency());
        this.readers = keyrings.named().stream()
                .map(keyring -> reader(container(keyring, connections, admin, properties.concurrency()), probe))
                .toList();
    }

    private record Reader(SimpleMessageListenerContainer container, ListenerPause pause) {}

    private static void requireChannels(int keyrings, int concurrency) {
        if (keyrings * concurrency > MOST_CHANNELS) {
            throw new IllegalArgumentException(
                    "SIGNET_SIGNER_CONCURRENCY must be at most %d for a worker that serves %d keyrings, not %d"
                            .formatted(MOST_CHANNELS / keyrings, keyrings, concurrency));
        }
    }

    private Reader reader(SimpleMessageListenerContainer container, PeersProbe probe) {
        var pause = new ListenerPause(container, probe);
        container.setMessageListener((ChannelAwareMessageListener) (message, channel) -> on(message, channel, pause));
        container.afterPropertiesSet();
        return new Reader(container, pause);
    }

    private static SimpleMessageListenerContainer container(
            KeyringName keyring, ConnectionFactory connections, AmqpAdmin admin, int consumers) {
        var listening = new QueueContainer(connections, SigningTopology.queue(keyring));
        listening.setBeanName(
                keyring.equals(KeyringName.DEFAULT) ? "signer" : "signer-" + keyring); // names its threads
        listening.setAmqpAdmin(admin);
        listening.setConcurrentConsumers(consumers);
        listening.setPrefetchCount(PREFETCH);
        listening.setForceStop(true);
        listening.setShutdownTimeout(LONGEST_STOP.toMillis());
        var recovery = new ExponentialBackOff(200, 2);
        recovery.setMaxInterval(5_000);
        listening.setRecoveryBackOff(recovery);
        return listening;
    }

    void on(Message message, @Nullable Channel channel, ListenerPause pause) {
        CrashPoint.WORKER_RECEIVED.reach();
        if (drain.hasBegun()) {
            return;
        }
        switch (triggers.on(message)) {
            case Disposition.Leave(var reason) -> leave(reason, pause);
            case Disposition.Done _, Disposition.Park _ -> {
                pause.worked();
                acknowledge(message, Objects.requireNonNull(channel));
            }
        }
    }

    private void leave(String reason, ListenerPause pause) {
        if (!drain.hasBegun()) {
            pause.pause(reason);
        }
    }

    private static void acknowledge(Message message, Channel channel) {
        if (Acknowledgement.of(List.of(message), channel)) {
            CrashPoint.WORKER_ACKNOWLEDGED.reach();
        }
    }

    @Override
    public void start() {
        BrokerCheck.requireReachable(connections);
        drain.cancel();
        readers.forEach(reader -> reader.container().start());
        started = true;
    }

    @Override
    public void stop() {
        started = false;
        drain.begin();
        readers.forEach(reader -> reader.pause().close());
        try (var stopping = Executors.newVirtualThreadPerTaskExecutor()) { // each may take all the time that there is
            readers.forEach(reader -> stopping.execute(reader.container()::stop));
        }
    }

    /** Whether messages of all keyrings are taken now: not while what a worker needs is away. */
    boolean isListening() {
        return readers.stream().allMatch(reader -> reader.container().isActive());
    }

    /** Whether messages of some keyring are taken still. */
    boolean isListeningToAny() {
        return readers.stream().anyMatch(reader -> reader.container().isActive());
    }

    /** Also while the container is paused: then there is a pause to be ended. */
    @Override
    public boolean isRunning() {
        return started;
    }

    /** The last to start and the first to stop. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
