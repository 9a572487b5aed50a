package dev.signet.system.chaos;

import dev.signet.system.Launch;
import dev.signet.system.ServiceProcess;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A process that is started again whenever it has ended, as a service manager would, unless a fault holds it down. */
final class Supervised implements AutoCloseable {
    private final Launch launch;
    private @Nullable ServiceProcess process;
    private boolean held;
    private int starts;

    Supervised(Launch launch) {
        this.launch = launch;
    }

    synchronized void start() {
        process = launch.start();
        process.onExit(this::startUnlessHeld);
        starts++;
    }

    private synchronized void startUnlessHeld() {
        if (!held && !current().isAlive()) {
            start();
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
        startUnlessHeld();
    }

    /** How often it was started. */
    synchronized int starts() {
        return starts;
    }

    /** Ends it in order and waits for that. */
    void stop() {
        terminate();
        current().awaitExit(Duration.ofSeconds(60));
    }

    @Override
    public synchronized void close() {
        held = true;
        if (process != null) {
            process.resume();
            process.kill();
        }
    }
}
