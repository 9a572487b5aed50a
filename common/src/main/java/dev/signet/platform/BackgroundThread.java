package dev.signet.platform;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A thread that does its work beside the service until it is told to stop. */
public final class BackgroundThread {
    private final Thread.Builder builder;
    private volatile CountDownLatch stopping = new CountDownLatch(0);
    private volatile @Nullable Thread thread;

    public BackgroundThread(Thread.Builder builder) {
        this.builder = builder;
    }

    /** What the thread does; interrupting it ends it. */
    @FunctionalInterface
    public interface Work {
        void run() throws InterruptedException;
    }

    public void start(Work work) {
        stopping = new CountDownLatch(1);
        thread = builder.start(() -> {
            try {
                work.run();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Whether it has been started, and not yet been told to stop. */
    public boolean isRunning() {
        return stopping.getCount() > 0;
    }

    /** Lets the time pass, but for when the thread is told to stop; whether it goes on. */
    public boolean pause(Duration time) throws InterruptedException {
        return !stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    public void tellToStop() {
        stopping.countDown();
    }

    public void join() {
        var working = thread;
        try {
            if (working != null) {
                working.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
