package dev.signet.system.chaos;

import static org.awaitility.Awaitility.await;

import dev.signet.system.check.Payloads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Sends records to the intake queue, and to every queue messages that are none, each again under the same id until it is confirmed. */
final class QueueUser implements AutoCloseable {
    private static final int MALFORMED_ONE_IN = 20;
    private static final Duration AGAIN = Duration.ofMillis(200);

    private final Publisher publisher;
    private final SplittableRandom random;
    private final int largestRecord;
    private final Payloads records;
    private final Payloads malformed;
    private final List<Mail> sent = new ArrayList<>();

    /** @param records takes what must become a record; {@code malformed} what must be parked */
    QueueUser(Publisher publisher, SplittableRandom random, int largestRecord, Payloads records, Payloads malformed) {
        this.publisher = publisher;
        this.random = random;
        this.largestRecord = largestRecord;
        this.records = records;
        this.malformed = malformed;
    }

    void send(int count, Duration over) throws InterruptedException {
        new Pacing(count, over).each(_ -> {
            var mail =
                    random.nextInt(MALFORMED_ONE_IN) == 0 ? Mail.malformed(random, largestRecord) : Mail.record(random);
            (mail.isMalformed() ? malformed : records).add(mail.body());
            await().forever().pollInterval(AGAIN).pollDelay(Duration.ZERO).until(() -> isTaken(mail));
        });
    }

    private synchronized boolean isTaken(Mail mail) throws InterruptedException {
        var taken = publisher.publish(mail);
        if (taken) {
            sent.add(mail);
        }
        return taken;
    }

    /** Does something with what was confirmed so far, while nothing is being sent. */
    synchronized void whileSilent(Consumer<List<Mail>> something) {
        something.accept(List.copyOf(sent));
    }

    @Override
    public void close() {
        publisher.close();
    }
}
