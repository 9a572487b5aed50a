package dev.signet.seed;

import dev.signet.contract.Algorithm;
import java.time.Duration;
import java.util.Locale;

/**
 * Fills a system, over its public REST API, so that doing it again changes nothing. Records first, keys after: nothing can be signed
 * before there are keys, so all the records are one run.
 */
public final class Seeder {
    private static final int MOST_KEYS_AT_ONCE = 1_000;

    private final SeedSettings settings;
    private final SeedListener listener;
    private final SeedClient client;

    private Seeder(SeedSettings settings, SeedListener listener, SeedClient client) {
        this.settings = settings;
        this.listener = listener;
        this.client = client;
    }

    /** Returns when everything is there; throws {@link SeedFailed} when that cannot be. */
    public static SeedReport seed(SeedSettings settings, SeedListener listener) throws InterruptedException {
        try (var client = new SeedClient(settings, listener)) {
            return new Seeder(settings, listener, client).seed();
        }
    }

    /** The body of {@code POST /api/v1/keys}. */
    record MakeKeys(int count, Algorithm algorithm) {}

    private SeedReport seed() throws InterruptedException {
        var start = System.nanoTime();
        client.awaitReady();
        var ready = System.nanoTime();
        var imported = settings.records() == 0 ? new Import(0, 0) : client.importRecords();
        var stored = System.nanoTime();
        say("records", "%,d stored, %,d were there", imported.stored(), imported.skipped(), stored - ready);
        makeKeys();
        var made = System.nanoTime();
        say("keys", "%,d %s", settings.keys(), settings.algorithm(), made - stored);
        return new SeedReport(
                imported.stored(),
                imported.skipped(),
                settings.keys(),
                Duration.ofNanos(ready - start),
                Duration.ofNanos(stored - ready),
                Duration.ofNanos(made - stored));
    }

    private void makeKeys() throws InterruptedException {
        for (int made = 0, chunk = 0; made < settings.keys(); made += MOST_KEYS_AT_ONCE, chunk++) {
            var count = Math.min(MOST_KEYS_AT_ONCE, settings.keys() - made);
            client.makeKeys(new MakeKeys(count, settings.algorithm()), settings.keysIdempotencyKey(chunk));
        }
    }

    private void say(String phase, String what, Object first, Object second, long nanos) {
        var text = what.formatted(first, second);
        listener.say(String.format(Locale.ROOT, "%-9s %s (%.1fs)", phase, text, nanos / 1e9));
    }
}
