package dev.signet.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Where the process is to end. */
interface Crash {
    /** Whether it is time, at the point that was just reached. */
    boolean isNow(CrashPoint reached);

    /** Throws with one sentence when this is neither a point, nor a pass of one, nor a file. */
    static Crash parse(String chosen) {
        if (chosen.startsWith("@") && chosen.length() > 1) {
            return new Told(Path.of(chosen.substring(1)));
        }
        var colon = chosen.indexOf(':');
        try {
            var point = CrashPoint.valueOf(colon < 0 ? chosen : chosen.substring(0, colon));
            var pass = colon < 0 ? 1 : Integer.parseInt(chosen.substring(colon + 1));
            return new At(point, pass);
        } catch (IllegalArgumentException _) {
            // without the cause, whose words would be shown in place of these
            throw new IllegalArgumentException("%s must name a crash point, as in %s or %s:10, and not be '%s'"
                    .formatted(CrashPoint.PROPERTY, CrashPoint.WORKER_STORED, CrashPoint.WORKER_STORED, chosen));
        }
    }

    /** The how manieth time that it comes there. */
    final class At implements Crash {
        private final CrashPoint point;
        private final int pass;
        private final AtomicInteger passes = new AtomicInteger();

        private At(CrashPoint point, int pass) {
            if (pass < 1) {
                throw new IllegalArgumentException("there is no pass " + pass);
            }
            this.point = point;
            this.pass = pass;
        }

        @Override
        public boolean isNow(CrashPoint reached) {
            return reached == point && passes.incrementAndGet() == pass;
        }
    }

    /** Where a file says; until it is there, nowhere. */
    final class Told implements Crash {
        private final Path file;
        private @Nullable Crash told;

        private Told(Path file) {
            this.file = file;
        }

        @Override
        public synchronized boolean isNow(CrashPoint reached) {
            if (told == null && Files.exists(file)) {
                told = read();
            }
            return told != null && told.isNow(reached);
        }

        private Crash read() {
            try {
                return parse(Files.readString(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
