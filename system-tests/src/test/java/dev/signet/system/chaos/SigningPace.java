package dev.signet.system.chaos;

import dev.signet.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;

/** Looks ten times a second how much is signed, and remembers for how long that stood still. */
final class SigningPace implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String SIGNED = "SELECT coalesce(sum(records_signed), 0) FROM collection.run_counter";

    private final TestDatabase database;
    private final Thread thread = Thread.ofVirtual().unstarted(this::look);
    private long signed;
    private long lastChange = System.nanoTime();
    private Duration longest = Duration.ZERO;

    SigningPace(TestDatabase database) {
        this.database = database;
        thread.start();
    }

    /** Forgets the pauses until now. */
    synchronized void begin() {
        longest = Duration.ZERO;
        lastChange = System.nanoTime();
    }

    /** Since it began, the one that lasts included. */
    synchronized Duration longestPause() {
        note();
        return longest;
    }

    private void look() {
        try {
            while (true) {
                Thread.sleep(PAUSE);
                see();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void see() {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(SIGNED)) {
            row.next();
            saw(row.getLong(1));
        } catch (SQLException _) {
            // the database is away, so nothing is signed
        }
    }

    private synchronized void saw(long now) {
        if (now != signed) {
            note();
            signed = now;
            lastChange = System.nanoTime();
        }
    }

    private void note() {
        var pause = Duration.ofNanos(System.nanoTime() - lastChange);
        longest = pause.compareTo(longest) > 0 ? pause : longest;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
