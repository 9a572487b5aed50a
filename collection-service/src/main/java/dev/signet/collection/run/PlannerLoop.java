package dev.signet.collection.run;

import dev.signet.collection.record.RecordsArrived;
import dev.signet.platform.ServiceMain;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Plans when records arrive, and looks by itself every now and then: another instance may have taken them in. */
@Component
class PlannerLoop implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(PlannerLoop.class);
    private static final Duration DURING_A_RUN = Duration.ofMillis(50);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Planner planner;
    private final Semaphore arrivals = new Semaphore(0);
    private volatile boolean running;
    private Thread thread = new Thread();

    PlannerLoop(Planner planner) {
        this.planner = planner;
    }

    @EventListener
    void on(RecordsArrived arrived) {
        arrivals.release();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("planner").start(this::loop);
    }

    private void loop() {
        while (running) {
            await(step());
        }
    }

    /** How long to wait before the next. */
    private Duration step() {
        try {
            return switch (planner.plan()) {
                case FORMED -> Duration.ZERO;
                case WAITING -> DURING_A_RUN;
                case IDLE -> IDLE;
            };
        } catch (RuntimeException e) {
            log.warn("Planning failed, trying again: {}", ServiceMain.reason(e));
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

    @Override
    public void stop() {
        running = false;
        arrivals.release();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
