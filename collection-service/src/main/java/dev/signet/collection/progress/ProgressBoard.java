package dev.signet.collection.progress;

import dev.signet.collection.keyring.Keyring;
import dev.signet.collection.keyring.KnownKeyrings;
import dev.signet.platform.ServiceMain;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Shows the last sample to all who ask, and takes a new one now and then: watching costs the database nothing. */
@Component
class ProgressBoard implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ProgressBoard.class);

    private final ProgressSampler sampler;
    private final KnownKeyrings keyrings;
    private final KeyringPoll keyService;
    private final RunCheck check;
    private final Clock clock;
    private final ProgressProperties properties;
    private CountDownLatch stop = new CountDownLatch(0);
    private final Map<Integer, Progress> latest = new ConcurrentHashMap<>();
    private volatile boolean failing;

    ProgressBoard(
            ProgressSampler sampler,
            KnownKeyrings keyrings,
            KeyringPoll keyService,
            RunCheck check,
            Clock clock,
            ProgressProperties properties) {
        this.sampler = sampler;
        this.keyrings = keyrings;
        this.keyService = keyService;
        this.check = check;
        this.clock = clock;
        this.properties = properties;
    }

    /** The last sample of a keyring; the very first one is taken by who asks for it. */
    Progress latest(Keyring keyring) {
        var seen = latest.get(keyring.number());
        return seen != null ? seen : sampler.sample(keyring);
    }

    @Override
    public synchronized void start() {
        stop = new CountDownLatch(1);
        // key-service and the check of ended runs may take their time without holding up a sample, or each other
        repeat("progress-sampler", this::sampleDue, this::interval, stop);
        repeat("progress-keys", keyService::refresh, this::longInterval, stop);
        repeat("progress-check", check::checkEnded, this::longInterval, stop);
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

    // Those without a run are looked at less often than those beside them.
    private void sampleDue() {
        var old = clock.instant().minus(properties.idleInterval());
        for (var keyring : keyrings.all()) {
            var seen = latest.get(keyring.number());
            if (seen == null || seen.state().isOn() || !seen.asOf().isAfter(old)) {
                latest.put(keyring.number(), sampler.sample(keyring));
            }
        }
    }

    private Duration interval() {
        var on = latest.values().stream().anyMatch(seen -> seen.state().isOn());
        return on ? properties.interval() : properties.idleInterval();
    }

    private Duration longInterval() {
        return properties.interval().multipliedBy(2);
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
