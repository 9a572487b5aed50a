package dev.signet.seed;

import java.util.Locale;

/** The one-shot: reads the environment, fills the system, exits 0, or 2 with one sentence. */
public final class SeederApplication {
    public static void main(String... args) {
        System.exit(run());
    }

    private static int run() {
        try {
            Seeder.seed(SeedSettings.from(System.getenv()), new Printer());
            return 0;
        } catch (IllegalArgumentException | SeedFailed e) {
            System.err.println("signet: cannot seed: " + e.getMessage());
            return 2;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 2;
        }
    }

    private SeederApplication() {}

    /** Lines on standard output, the first and every tenth of the records on the way. */
    private static final class Printer implements SeedListener {
        private long shown;

        @Override
        public void say(String sentence) {
            System.out.println(sentence);
        }

        @Override
        public void sent(long records, long total) {
            var tenth = 10 * records / Math.max(1, total);
            if (tenth > shown) {
                shown = tenth;
                say(String.format(Locale.ROOT, "records   %,d of %,d sent", records, total));
            }
        }
    }
}
