package dev.signet.collection.run;

import dev.signet.collection.keyring.KnownKeyrings;
import dev.signet.collection.record.RecordsArrived;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Plans each keyring by itself: one that has to wait for its records, or whose planning fails, holds up no other. */
@Component
class PlannerLoop implements SmartLifecycle {
    private static final Duration NEW_KEYRINGS = Duration.ofMillis(500);

    private final Planner planner;
    private final KnownKeyrings keyrings;
    private final Map<Integer, KeyringLoop> loops = new ConcurrentHashMap<>();
    private CountDownLatch stop = new CountDownLatch(0);

    PlannerLoop(Planner planner, KnownKeyrings keyrings) {
        this.planner = planner;
        this.keyrings = keyrings;
    }

    @EventListener
    void on(RecordsArrived arrived) {
        var loop = loops.get(arrived.keyring().number());
        if (loop != null) {
            loop.wake();
        }
    }

    @Override
    public synchronized void start() {
        stop = new CountDownLatch(1);
        var until = stop;
        startLoops();
        Thread.ofVirtual().name("planners").start(() -> {
            try {
                while (!until.await(NEW_KEYRINGS.toMillis(), TimeUnit.MILLISECONDS)) {
                    startLoops();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private synchronized void startLoops() {
        if (isRunning()) {
            for (var keyring : keyrings.all()) {
                loops.computeIfAbsent(keyring.number(), _ -> KeyringLoop.start(keyring, planner));
            }
        }
    }

    @Override
    public synchronized void stop() {
        stop.countDown();
        loops.values().forEach(KeyringLoop::end);
        loops.values().forEach(KeyringLoop::join);
        loops.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return stop.getCount() > 0;
    }
}
