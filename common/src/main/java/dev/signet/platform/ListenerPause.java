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
    private static final Duration SLOWEST_PROBE = Duration.ofSeconds(1);
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(5);

    private final MessageListenerContainer listener;
    private final BooleanSupplier probe;
    private final Sleeper sleeper;
    private final AtomicBoolean paused = new AtomicBoolean();
    private volatile boolean closed;

    // A probe may succeed although the work still cannot be done: as long as nothing is done, each pause is longer.
    private volatile boolean inVain;
    private Duration hold = FIRST_PROBE; // of the one pause thread

    /** @param probe true once it is worth trying again; must not throw */
    public ListenerPause(MessageListenerContainer listener, BooleanSupplier probe) {
        this(listener, probe, Thread::sleep);
    }

    ListenerPause(MessageListenerContainer listener, BooleanSupplier probe, Sleeper sleeper) {
        this.listener = listener;
        this.probe = probe;
        this.sleeper = sleeper;
    }

    /** How the time passes between two probes. */
    @FunctionalInterface
    interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    /** Returns at once: a listener cannot wait for its own container to stop. Does nothing when paused already. */
    public void pause(String reason) {
        if (!closed && paused.compareAndSet(false, true)) {
            log.warn("Listener stopped: {}", reason);
            Thread.ofVirtual().name("listener-pause").start(this::untilProbeSucceeds);
        }
    }

    /** The listener has done what it is there for: the next pause has nothing to do with those before. */
    public void worked() {
        inVain = false;
    }

    /** Ends probing for good, at shutdown. */
    public void close() {
        closed = true;
    }

    private void untilProbeSucceeds() {
        listener.stop();
        hold = inVain ? longer(hold, LONGEST_HOLD) : FIRST_PROBE;
        try {
            sleeper.sleep(hold);
            for (var wait = FIRST_PROBE; !closed && !probe.getAsBoolean(); wait = longer(wait, SLOWEST_PROBE)) {
                sleeper.sleep(wait);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        inVain = true;
        paused.set(false);
        if (!closed) {
            listener.start();
            log.info("Listener started again");
        }
    }

    private static Duration longer(Duration wait, Duration most) {
        var twice = wait.multipliedBy(2);
        return twice.compareTo(most) > 0 ? most : twice;
    }
}
