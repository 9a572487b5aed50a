package dev.signet.collection.run;

import dev.signet.collection.keyring.Keyring;
import dev.signet.platform.ServiceMain;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans one keyring when records arrive, and looks by itself every now and then: another instance may have taken them in. */
final class KeyringLoop {
    private static final Logger log = LoggerFactory.getLogger(KeyringLoop.class);
    private static final Duration DURING_A_RUN = Duration.ofMillis(50);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Keyring keyring;
    private final Planner planner;
    private final Semaphore arrivals = new Semaphore(0);
    private final Thread thread;
    private volatile boolean running = true;

    private KeyringLoop(Keyring keyring, Planner planner) {
        this.keyring = keyring;
        this.planner = planner;
        this.thread = Thread.ofVirtual().name("planner-" + keyring.name()).unstarted(this::loop);
    }

    static KeyringLoop start(Keyring keyring, Planner planner) {
        var loop = new KeyringLoop(keyring, planner);
        loop.thread.start();
        return loop;
    }

    void wake() {
        arrivals.release();
    }

    private void loop() {
        while (running) {
            await(step());
        }
    }

    /** How long to wait before the next. */
    private Duration step() {
        try {
            return switch (planner.plan(keyring)) {
                case FORMED -> Duration.ZERO;
                case WAITING -> DURING_A_RUN;
                case IDLE -> IDLE;
            };
        } catch (RuntimeException e) {
            log.warn("Planning of keyring {} failed, trying again: {}", keyring.name(), ServiceMain.reason(e));
            return AFTER_FAILURE;
        }
    }

    private void await(Duration wait) {
        try {
            if (arrivals.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                arrivals.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    /** It may be at work a little longer: {@link #join} waits for that. */
    void end() {
        running = false;
        wake();
    }

    void join() {
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
