package dev.signet.system.chaos;

import dev.signet.system.VaultUser;
import dev.signet.system.check.Payloads;
import dev.signet.testing.TestDatabase;
import java.net.URI;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** All who send something while the faults go on, and what they have sent, by which the round is judged. */
final class Users implements AutoCloseable {
    static final int LARGEST_RECORD = 20_000;

    private static final double BY_QUEUE = 0.3;
    private static final int RECORDS_FOR_AN_ITEM = 150;
    private static final long PATIENCE_BEFORE_A_WIPE = Duration.ofSeconds(10).toNanos();
    private static final long LOOK_AGAIN = Duration.ofMillis(100).toNanos();
    private static final String CONSUMED = """
            SELECT payload FROM collection.record
            UNION ALL
            SELECT body FROM collection.parked_message
            """;

    private final TestDatabase database;
    private final Payloads records = new Payloads();
    private final Payloads malformed = new Payloads();
    private final Payloads excused = new Payloads();
    private final RestUser byRest;
    private final QueueUser byQueue;
    private final VaultUser vault;
    private final List<Thread> threads;

    Users(Plan plan, URI collection, URI vaultService, String amqpUri, TestDatabase database) {
        this.database = database;
        var random = new SplittableRandom(plan.seed());
        byRest = new RestUser(collection, random.split(), records);
        byQueue = new QueueUser(new Publisher(amqpUri), random.split(), LARGEST_RECORD, records, malformed);
        vault = new VaultUser(vaultService, random.split());
        var queued = (int) (plan.records() * BY_QUEUE);
        var items = Math.ceilDiv(plan.records(), RECORDS_FOR_AN_ITEM);
        threads = List.of(
                thread(() -> byRest.send(plan.records() - queued, plan.window())),
                thread(() -> byQueue.send(queued, plan.window())),
                thread(() -> new Pacing(items, plan.window()).each(_ -> vault.use())));
    }

    private static Thread thread(Sending sending) {
        return Thread.ofVirtual().unstarted(() -> interruptibly(sending));
    }

    void start() {
        threads.forEach(Thread::start);
    }

    /** Waits until all is sent; false if that takes too long. */
    boolean awaitAllSent(Duration patience) throws InterruptedException {
        for (var thread : threads) {
            if (!thread.join(patience)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Does it while nobody sends, once what was sent is consumed or patience has ended. What nobody is known to have consumed is excused: the
     * broker may lose it.
     */
    void whileAllIsConsumed(Runnable wipe) {
        byQueue.whileSilent(sent -> {
            var lost = unconsumed(sent);
            for (var start = System.nanoTime();
                    !lost.isEmpty() && System.nanoTime() - start < PATIENCE_BEFORE_A_WIPE; ) {
                LockSupport.parkNanos(LOOK_AGAIN);
                lost = unconsumed(lost);
            }
            lost.forEach(mail -> excused.add(mail.body()));
            wipe.run();
        });
    }

    private List<Mail> unconsumed(List<Mail> sent) {
        var consumed = new HashSet<ByteBuffer>();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(CONSUMED)) {
            while (row.next()) {
                consumed.add(ByteBuffer.wrap(row.getBytes(1)));
            }
        } catch (SQLException _) {
            return sent; // the database is away as well, so nobody knows
        }
        return sent.stream()
                .filter(mail -> !consumed.contains(ByteBuffer.wrap(mail.body())))
                .toList();
    }

    Payloads records() {
        return records;
    }

    VaultUser vault() {
        return vault;
    }

    Payloads malformed() {
        return malformed;
    }

    Payloads excused() {
        return excused;
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        byQueue.close();
        vault.close();
    }

    @FunctionalInterface
    private interface Sending {
        void run() throws InterruptedException;
    }

    private static void interruptibly(Sending sending) {
        try {
            sending.run();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
