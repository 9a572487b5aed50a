package dev.signet.collection.progress;

import dev.signet.platform.ServiceMain;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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
    private CountDownLatch stop = new CountDownLatch(0);
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
        stop = new CountDownLatch(1);
        // key-service and the check of ended runs may take their time without holding up a sample
        repeat("progress-sampler", () -> latest = sampler.sample(), this::interval, stop);
        repeat(
                "progress-look-around",
                this::lookAround,
                () -> properties.interval().multipliedBy(2),
                stop);
    }

    private void repeat(String name, Runnable step, Supplier<Duration> pause, CountDownLatch until) {
        Thread.ofVirtual().name(name).start(() -> {
            try {
                do {
                    guarded(step);
                } while (!until.await(pause.get().toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private Duration interval() {
        var seen = latest;
        return seen != null && seen.state().isOn() ? properties.interval() : properties.idleInterval();
    }

    private void lookAround() {
        keyring.refresh();
        check.checkEnded();
    }

    // An outage is said once, not at every sample.
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
        stop.countDown();
    }

    @Override
    public synchronized boolean isRunning() {
        return stop.getCount() > 0;
    }
}
