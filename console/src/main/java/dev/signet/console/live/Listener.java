package dev.signet.console.live;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for one client. A newer event takes the place of an older one of its name, so that a client that is slow for a moment misses what is outdated, and
 * nothing piles up. One that has taken nothing for long is cut off.
 */
final class Listener {
    private static final byte[] HEARTBEAT = {':', '\n', '\n'};

    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Event> waiting = new LinkedHashMap<>();
    private boolean heartbeat;
    private boolean closed;
    private long waitingSince;

    /** @param patience how long what waits may lie there untouched */
    Listener(Duration patience) {
        this.patience = patience;
    }

    void offer(Event event) {
        put(() -> waiting.put(event.name(), event));
    }

    void beat() {
        put(() -> heartbeat = true);
    }

    private void put(Runnable change) {
        lock.lock();
        try {
            var now = System.nanoTime();
            if (waiting.isEmpty() && !heartbeat) {
                waitingSince = now;
            } else if (now - waitingSince > patience.toNanos()) {
                closed = true;
            }
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** The next thing to be written; waits for it. Empty once this is closed. */
    Optional<byte[]> take() throws InterruptedException {
        lock.lock();
        try {
            while (!closed && waiting.isEmpty() && !heartbeat) {
                changed.await(1, TimeUnit.MINUTES);
            }
            return closed ? Optional.empty() : Optional.of(next());
        } finally {
            lock.unlock();
        }
    }

    private byte[] next() {
        waitingSince = System.nanoTime();
        if (waiting.isEmpty()) {
            heartbeat = false;
            return HEARTBEAT;
        }
        var first = waiting.values().iterator();
        var event = first.next();
        first.remove();
        heartbeat = false;
        return event.bytes();
    }
}
