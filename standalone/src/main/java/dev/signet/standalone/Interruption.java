package dev.signet.standalone;

import dev.signet.cli.command.ExitCode;
import java.util.List;
import sun.misc.Signal;

/**
 * Ctrl-C and SIGTERM interrupt the main thread, which then stops everything in order and ends the process. JVM exit hooks would not do: they run all at
 * once, and the embedded broker has one of its own that ends it while the workers still need it.
 */
final class Interruption {
    private final Thread main;
    private volatile boolean happened;

    private Interruption(Thread main) {
        this.main = main;
    }

    /** From now on; a second signal ends the process at once. */
    static Interruption ofThisThread() {
        var interruption = new Interruption(Thread.currentThread());
        for (var name : List.of("INT", "TERM")) {
            Signal.handle(new Signal(name), _ -> interruption.signalled());
        }
        return interruption;
    }

    private void signalled() {
        if (happened) {
            Runtime.getRuntime().halt(ExitCode.STOPPED);
        }
        happened = true;
        main.interrupt();
    }

    /** The exit code of a process that was told to stop, or {@code otherwise}. */
    int exitCodeOr(int otherwise) {
        return happened ? ExitCode.STOPPED : otherwise;
    }

    boolean happened() {
        return happened;
    }
}
