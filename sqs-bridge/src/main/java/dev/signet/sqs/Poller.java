package dev.signet.sqs;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;

/**
 * Takes messages from the SQS queue, publishes them, and deletes those that collection-service has committed. What is not deleted comes again when its
 * visibility timeout is over, and the intake knows it by its id.
 */
final class Poller implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Poller.class);
    private static final int MOST_AT_ONCE = 10;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final SqsClient sqs;
    private final Connection broker;
    private final Settings settings;
    private Duration pause = Duration.ZERO;

    Poller(SqsClient sqs, Connection broker, Settings settings) {
        this.sqs = sqs;
        this.broker = broker;
        this.settings = settings;
    }

    /** Until it is interrupted. */
    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try (var publisher = new IntakePublisher(broker, settings.patience())) {
                bringAll(publisher);
            } catch (AbortedException _) {
                Thread.currentThread().interrupt(); // interrupted while it waited for SQS
            } catch (IOException | AlreadyClosedException | SdkException e) {
                log.warn("No messages for now: {}", e.toString());
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void bringAll(IntakePublisher publisher) throws IOException, InterruptedException {
        while (!Thread.currentThread().isInterrupted()) {
            var messages = receive();
            if (!messages.isEmpty()) {
                var done = publisher.publish(messages);
                delete(done);
                if (done.size() < messages.size()) {
                    throw new IOException("collection-service has not taken %d of %d messages in %d s; does it run?"
                            .formatted(
                                    messages.size() - done.size(),
                                    messages.size(),
                                    settings.patience().toSeconds()));
                }
            }
            pause = Duration.ZERO;
        }
    }

    private List<Incoming> receive() {
        return sqs
                .receiveMessage(request -> request.queueUrl(settings.queueUrl())
                        .maxNumberOfMessages(MOST_AT_ONCE)
                        .waitTimeSeconds(settings.waitSeconds())
                        .messageAttributeNames(Incoming.TYPE))
                .messages()
                .stream()
                .map(message -> Incoming.of(message, settings.type()))
                .toList();
    }

    private void delete(List<Incoming> messages) {
        if (messages.isEmpty()) {
            return;
        }
        var entries = messages.stream()
                .map(message -> DeleteMessageBatchRequestEntry.builder()
                        .id(message.id())
                        .receiptHandle(message.receipt())
                        .build())
                .toList();
        var answer = sqs.deleteMessageBatch(
                request -> request.queueUrl(settings.queueUrl()).entries(entries));
        answer.failed().forEach(failed -> log.warn("Message {} comes again: {}", failed.id(), failed.code()));
    }

    private void pause() {
        pause = pause.isZero() ? Duration.ofMillis(200) : pause.multipliedBy(2);
        if (pause.compareTo(LONGEST_PAUSE) > 0) {
            pause = LONGEST_PAUSE;
        }
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
