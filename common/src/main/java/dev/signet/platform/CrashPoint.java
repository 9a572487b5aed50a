package dev.signet.platform;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Named points of the protocol at which a test ends the process at once, as a power cut would. Off unless the system property
 * {@code signet.crash-at} names a point, as {@code name} or {@code name:pass}; off, it costs a comparison with a constant.
 */
public final class CrashPoint {
    private static final String CHOSEN = System.getProperty("signet.crash-at", "");
    private static final boolean OFF = CHOSEN.isEmpty();
    private static final AtomicInteger PASSES = new AtomicInteger();

    /** Says that the process has come to this point. */
    public static void reach(String name) {
        if (!OFF && isChosen(name)) {
            Runtime.getRuntime().halt(137);
        }
    }

    private static boolean isChosen(String name) {
        var colon = CHOSEN.indexOf(':');
        var pass = colon < 0 ? 1 : Integer.parseInt(CHOSEN.substring(colon + 1));
        return name.equals(colon < 0 ? CHOSEN : CHOSEN.substring(0, colon)) && PASSES.incrementAndGet() == pass;
    }

    private CrashPoint() {}
}
