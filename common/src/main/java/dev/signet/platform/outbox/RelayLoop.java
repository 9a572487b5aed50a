package dev.signet.platform.outbox;

import dev.signet.platform.BackgroundThread;
import dev.signet.platform.ServiceMain;
import dev.signet.platform.outbox.Relay.Outcome;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The one thread through which a process relays its outbox. Woken when something was committed; looks by itself once a second for what others left behind.
 * While audit-service is away, it asks now and then, and the rows gather.
 */
class RelayLoop implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(RelayLoop.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(250);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);

    // A start of all services together takes a while, and is nothing to worry about.
    private static final int SILENT_FAILURES = 6;

    private final Relay relay;
    private final Duration gather;
    private final Semaphore woken = new Semaphore(0);
    private final BackgroundThread thread =
            new BackgroundThread(Thread.ofPlatform().name("outbox-relay"));
    private int failures;

    RelayLoop(Relay relay, Duration gather) {
        this.relay = relay;
        this.gather = gather;
    }

    /** Something is there to be relayed. */
    void wake() {
        if (woken.availablePermits() == 0) {
            woken.release();
        }
    }

    @Override
    public void start() {
        thread.start(this::run);
    }

    private void run() throws InterruptedException {
        while (isRunning()) {
            pauseAfter(round());
        }
        if (failures == 0) {
            round(); // what the last acts have left
        }
    }

    // Whatever goes wrong, the loop goes on: nobody else would relay.
    private Outcome round() {
        try {
            return relay.round();
        } catch (RuntimeException e) {
            log.debug("The outbox could not be relayed", e);
            return new Outcome.Away(ServiceMain.reason(e));
        }
    }

    private void pauseAfter(Outcome outcome) throws InterruptedException {
        switch (outcome) {
            case Outcome.More _ -> succeeded();
            case Outcome.Drained _ -> {
                succeeded();
                if (woken.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                    var _ = thread.pause(gather);
                    woken.drainPermits();
                }
            }
            case Outcome.Away(var reason) -> {
                failed(reason);
                var _ = thread.pause(backoff());
            }
        }
    }

    private Duration backoff() {
        var next = FIRST_BACKOFF.multipliedBy(1L << Math.min(failures - 1, 10));
        return next.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : next;
    }

    private void succeeded() {
        if (failures >= SILENT_FAILURES) {
            log.info("Events get into the audit log again");
        }
        failures = 0;
    }

    private void failed(String reason) {
        failures++;
        if (failures == SILENT_FAILURES) {
            log.warn("Events are kept until they can be brought into the audit log: {}", reason);
        }
    }

    @Override
    public void stop() {
        thread.tellToStop();
        wake();
        thread.join();
    }

    @Override
    public boolean isRunning() {
        return thread.isRunning();
    }

    /** Starts before, and stops after, everything that writes events. */
    @Override
    public int getPhase() {
        return -1;
    }
}
