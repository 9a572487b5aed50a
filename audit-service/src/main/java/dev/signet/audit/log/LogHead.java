package dev.signet.audit.log;

import dev.signet.audit.log.AppendTransaction.Appended;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How long the log is, for those who wait for it to grow; and the last events that this process has appended, so that not all of them have to be read
 * again. Another process may append as well: who needs to know asks the database, once in a while.
 */
@Component
public class LogHead {
    private static final int MOST_REMEMBERED = 50_000;
    private static final long MOST_REMEMBERED_BYTES = 32 << 20;
    private static final String SIZE = "SELECT size FROM log_head WHERE id = 1";

    private final JdbcClient jdbc;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final ArrayDeque<Fresh> fresh = new ArrayDeque<>();
    private long freshBytes;
    private long size;

    LogHead(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An event that was appended a moment ago.
     *
     * @param content as {@link dev.signet.audit.event.EventLine#of} wants it; not to be changed
     */
    public record Fresh(long seq, Instant receivedAt, byte[] content) {}

    /** How many events are committed, as the database says now. */
    public long size() {
        var now = jdbc.sql(SIZE).query(Long.class).single();
        known(now);
        return now;
    }

    /** Waits until the log is longer, or the time is over; gives what is known of its length. */
    public long awaitBeyond(long length, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            for (var left = atMost.toNanos(); size <= length && left > 0; ) {
                left = grown.awaitNanos(left);
            }
            return size;
        } finally {
            lock.unlock();
        }
    }

    /** Those from this number on that are still remembered, without gaps; empty when that one is not. */
    public List<Fresh> freshFrom(long seq, int atMost) {
        lock.lock();
        try {
            while (!fresh.isEmpty() && fresh.getFirst().seq() < seq) {
                freshBytes -= fresh.removeFirst().content().length;
            }
            var found = new ArrayList<Fresh>();
            for (var each : fresh) {
                if (each.seq() != seq + found.size() || found.size() == atMost) {
                    break;
                }
                found.add(each);
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    void advance(Appended appended) {
        lock.lock();
        try {
            var seq = appended.first();
            for (var row : appended.added()) {
                remember(
                        new Fresh(seq++, appended.receivedAt(), row.submission().content()));
            }
            known(seq);
        } finally {
            lock.unlock();
        }
    }

    private void remember(Fresh event) {
        fresh.addLast(event);
        freshBytes += event.content().length;
        while (fresh.size() > MOST_REMEMBERED || freshBytes > MOST_REMEMBERED_BYTES) {
            freshBytes -= fresh.removeFirst().content().length;
        }
    }

    private void known(long length) {
        lock.lock();
        try {
            if (length > size) {
                size = length;
                grown.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Wakes everybody up, for the last time. */
    public void wakeAll() {
        lock.lock();
        try {
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
