package dev.signet.dispatch;

import dev.signet.platform.NotDelivered;
import dev.signet.platform.ServiceMain;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.client.RestClientException;

/** Runs one round after another on a thread of its own. Whatever is away, it goes on when it is back. */
final class Dispatcher implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(25);

    private final DispatchRound round;
    private final Runnable precondition;
    private @Nullable Running running;

    /** @param precondition throws if it makes no sense to start */
    Dispatcher(DispatchRound round, Runnable precondition) {
        this.round = round;
        this.precondition = precondition;
    }

    @Override
    public synchronized void start() {
        if (running == null) {
            precondition.run();
            var stop = new CountDownLatch(1);
            running = new Running(stop, Thread.ofVirtual().name("dispatcher").start(() -> loop(stop)));
        }
    }

    /** Lets the round that is under way finish: it is then marked, too. */
    @Override
    public synchronized void stop() {
        if (running == null) {
            return;
        }
        running.stop().countDown();
        try {
            if (!running.thread().join(LONGEST_STOP)) {
                running.thread().interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return running != null;
    }

    private void loop(CountDownLatch stop) {
        var pace = new Pace(System::nanoTime);
        var outage = new Outage();
        try {
            do {
                // each round says how long to wait before the next
            } while (!stop.await(step(pace, outage).toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration step(Pace pace, Outage outage) {
        try {
            var outcome = round.run();
            outage.over();
            return pace.after(outcome);
        } catch (RestClientException | NotDelivered e) {
            outage.expected(e);
        } catch (RuntimeException e) {
            outage.unforeseen(e);
        }
        return pace.afterFailure();
    }

    private record Running(CountDownLatch stop, Thread thread) {}

    /** One line when something goes away, one when it is back. */
    private static final class Outage {
        private boolean lasts;

        void expected(RuntimeException cause) {
            if (!lasts) {
                log.warn("Cannot dispatch: {}", ServiceMain.reason(cause));
            }
            lasts = true;
        }

        void unforeseen(RuntimeException cause) {
            if (!lasts) {
                log.error("Cannot dispatch", cause);
            }
            lasts = true;
        }

        void over() {
            if (lasts) {
                log.info("Dispatching again");
            }
            lasts = false;
        }
    }
}
