package dev.signet.platform;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.MessageListenerContainer;

/**
 * Stops a listener while something it depends on is down, and starts it again once a probe succeeds. What the listener had not
 * acknowledged goes back to the queue, uncounted and without a redelivery loop.
 */
public final class ListenerPause {
    private static final Logger log = LoggerFactory.getLogger(ListenerPause.class);
    private static final Duration FIRST_PROBE = Duration.ofMillis(200);
    private static final Duration SLOWEST_PROBE = Duration.ofSeconds(5);
    private static final Duration GOOD_RUN = Duration.ofSeconds(30);

    private final MessageListenerContainer listener;
    private final BooleanSupplier probe;
    private final AtomicBoolean paused = new AtomicBoolean();
    private volatile boolean closed;

    // Of the one pause thread. A probe may succeed although the work still cannot be done: each soon repeated pause is
    // longer.
    private Duration hold = FIRST_PROBE;
    private long startedAt = System.nanoTime() - GOOD_RUN.toNanos();

    /** @param probe true once it is worth trying again; must not throw */
    public ListenerPause(MessageListenerContainer listener, BooleanSupplier probe) {
        this.listener = listener;
        this.probe = probe;
    }

    /** Returns at once: a listener cannot wait for its own container to stop. Does nothing when paused already. */
    public void pause(String reason) {
        if (!closed && paused.compareAndSet(false, true)) {
            log.warn("Listener stopped: {}", reason);
            Thread.ofVirtual().name("listener-pause").start(this::untilProbeSucceeds);
        }
    }

    /** Ends probing for good, at shutdown. */
    public void close() {
        closed = true;
    }

    private void untilProbeSucceeds() {
        listener.stop();
        hold = System.nanoTime() - startedAt >= GOOD_RUN.toNanos() ? FIRST_PROBE : longer(hold);
        try {
            Thread.sleep(hold);
            for (var wait = FIRST_PROBE; !closed && !probe.getAsBoolean(); wait = longer(wait)) {
                Thread.sleep(wait);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        startedAt = System.nanoTime();
        paused.set(false);
        if (!closed) {
            listener.start();
            log.info("Listener started again");
        }
    }

    private static Duration longer(Duration wait) {
        var twice = wait.multipliedBy(2);
        return twice.compareTo(SLOWEST_PROBE) > 0 ? SLOWEST_PROBE : twice;
    }
}
