package dev.signet.system.chaos;

import dev.signet.system.Launch;
import dev.signet.system.ServiceProcess;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A process that is started again whenever it has ended, as a service manager would, unless a fault holds it down. */
final class Supervised implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(300);

    private final Launch launch;
    private final Thread watch;
    private @Nullable ServiceProcess process;
    private boolean held;
    private int starts;

    Supervised(Node node, Launch launch) {
        this.launch = launch;
        this.watch = Thread.ofVirtual().name("watch-" + node).unstarted(this::watch);
    }

    synchronized void start() {
        run();
        watch.start();
    }

    private void run() {
        process = launch.start();
        starts++;
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(LOOK);
                restartIfEnded();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void restartIfEnded() {
        if (!held && !current().isAlive() && !Thread.currentThread().isInterrupted()) {
            run();
        }
    }

    synchronized ServiceProcess current() {
        if (process == null) {
            throw new IllegalStateException(launch + " was never started");
        }
        return process;
    }

    /** Ends it at once; it stays down until {@link #release}. */
    synchronized void kill() {
        held = true;
        current().kill();
    }

    /** Asks it to end in order; it stays down until {@link #release}. */
    void terminate() {
        synchronized (this) {
            held = true;
        }
        current().terminate();
    }

    /** Lets it run again. */
    synchronized void release() {
        held = false;
    }

    /** How often it was started. */
    synchronized int starts() {
        return starts;
    }

    /** Ends it in order and waits for that. */
    void stop() {
        watch.interrupt();
        terminate();
        current().awaitExit(Duration.ofSeconds(60));
    }

    @Override
    public void close() {
        watch.interrupt();
        synchronized (this) {
            held = true;
            if (process != null) {
                process.resume();
                process.kill();
            }
        }
    }
}
