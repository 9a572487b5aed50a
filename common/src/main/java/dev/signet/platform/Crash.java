package dev.signet.platform;

import java.util.concurrent.atomic.AtomicInteger;

/** Where the process is to end, and the how manieth time that it comes there. */
final class Crash {
    private final CrashPoint point;
    private final int pass;
    private final AtomicInteger passes = new AtomicInteger();

    private Crash(CrashPoint point, int pass) {
        if (pass < 1) {
            throw new IllegalArgumentException("there is no pass " + pass);
        }
        this.point = point;
        this.pass = pass;
    }

    /** Throws with one sentence when this is no point, or no pass. */
    static Crash parse(String chosen) {
        var colon = chosen.indexOf(':');
        try {
            var point = CrashPoint.valueOf(colon < 0 ? chosen : chosen.substring(0, colon));
            var pass = colon < 0 ? 1 : Integer.parseInt(chosen.substring(colon + 1));
            return new Crash(point, pass);
        } catch (IllegalArgumentException _) {
            // without the cause, whose words would be shown in place of these
            throw new IllegalArgumentException("%s must name a crash point, as in %s or %s:10, and not be '%s'"
                    .formatted(CrashPoint.PROPERTY, CrashPoint.WORKER_STORED, CrashPoint.WORKER_STORED, chosen));
        }
    }

    boolean isNow(CrashPoint reached) {
        return reached == point && passes.incrementAndGet() == pass;
    }
}
