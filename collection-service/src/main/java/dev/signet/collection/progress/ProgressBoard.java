package dev.signet.collection.progress;

import dev.signet.platform.ServiceMain;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Shows the last sample to all who ask, and takes a new one now and then: watching costs the database nothing. */
@Component
class ProgressBoard implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ProgressBoard.class);

    private final ProgressSampler sampler;
    private final KeyringPoll keyring;
    private final RunCheck check;
    private final ProgressProperties properties;
    private @Nullable ScheduledExecutorService threads;
    private volatile @Nullable Progress latest;
    private volatile boolean failing;

    ProgressBoard(ProgressSampler sampler, KeyringPoll keyring, RunCheck check, ProgressProperties properties) {
        this.sampler = sampler;
        this.keyring = keyring;
        this.check = check;
        this.properties = properties;
    }

    /** The last sample; the very first one is taken by who asks for it. */
    Progress latest() {
        var seen = latest;
        return seen != null ? seen : sampler.sample();
    }

    @Override
    public synchronized void start() {
        // one for the database, one for key-service and the check of ended runs: a slow answer of theirs holds up no
        // sample
        var started = new ScheduledThreadPoolExecutor(
                2, Thread.ofVirtual().name("progress-", 0).factory());
        started.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        threads = started;
        started.execute(() -> sampleAndAgain(started));
        started.scheduleWithFixedDelay(
                () -> guarded(this::lookAround),
                0,
                properties.interval().multipliedBy(2).toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void sampleAndAgain(ScheduledExecutorService on) {
        guarded(() -> latest = sampler.sample());
        if (!on.isShutdown()) {
            on.schedule(() -> sampleAndAgain(on), interval().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private Duration interval() {
        var seen = latest;
        var running =
                seen != null && (seen.state() == Progress.State.RUNNING || seen.state() == Progress.State.STALLED);
        return running ? properties.interval() : properties.idleInterval();
    }

    private void lookAround() {
        keyring.refresh();
        check.checkEnded();
    }

    // A schedule ends for good with the first exception. An outage is said once, not at every sample.
    private void guarded(Runnable step) {
        try {
            step.run();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                log.warn("No new progress for now: {}", ServiceMain.reason(e));
            }
            failing = true;
        }
    }

    @Override
    public synchronized void stop() {
        if (threads != null) {
            threads.close();
            threads = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return threads != null;
    }
}
