package dev.signet.standalone;

/** Stops a Signet in order, whether its run ends or the process is told to (Ctrl-C): workers first, the database last. */
final class StopAtExit implements AutoCloseable {
    private final Standalone signet;
    private final DemoHome home;
    private final Thread hook;
    private boolean stopped;

    private StopAtExit(Standalone signet, DemoHome home, Thread main) {
        this.signet = signet;
        this.home = home;
        this.hook = new Thread(() -> interrupted(main), "stop-at-exit");
    }

    static StopAtExit of(Standalone signet, DemoHome home) {
        var stop = new StopAtExit(signet, home, Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(stop.hook);
        return stop;
    }

    private void interrupted(Thread main) {
        main.interrupt();
        stop();
        home.close();
    }

    private synchronized void stop() {
        if (!stopped) {
            stopped = true;
            signet.close();
        }
    }

    /** The ordinary end. */
    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // the process is ending, and the hook is what waits for us
        }
    }
}
