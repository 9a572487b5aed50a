package dev.signet.seed;

import dev.signet.contract.Algorithm;
import dev.signet.platform.tls.PeerTls;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * What to fill a system with. A combination that makes no sense is an {@link IllegalArgumentException} with one sentence.
 *
 * @param payloadBytes the size of each record
 * @param randomSeed the same one makes the same records
 * @param token what the services know the caller by; empty where they ask for none
 * @param tls by which the services are known
 * @param patience how long to wait for the services to be ready, and how long to try again when one goes away
 */
public record SeedSettings(
        URI collectionUrl,
        URI keyUrl,
        long records,
        int keys,
        Algorithm algorithm,
        int payloadBytes,
        long randomSeed,
        String token,
        PeerTls tls,
        Duration patience) {
    private static final int LARGEST_PAYLOAD = 1 << 20;

    public SeedSettings {
        require(records >= 0, "SIGNET_RECORDS must be 0 or more, not " + records);
        require(keys >= 0, "SIGNET_KEYS must be 0 or more, not " + keys);
        require(keys > 0 || records == 0, "SIGNET_KEYS is 0, so nothing could sign the records; give at least 1");
        require(
                payloadBytes >= RandomRecord.SMALLEST && payloadBytes <= LARGEST_PAYLOAD,
                "SIGNET_PAYLOAD_BYTES must be from %d to %d, not %d"
                        .formatted(RandomRecord.SMALLEST, LARGEST_PAYLOAD, payloadBytes));
        require(patience.isPositive(), "SIGNET_SEED_TIMEOUT must be more than 0 seconds");
    }

    /** Reads environment variables; those that are not set have the defaults of the README. */
    public static SeedSettings from(Map<String, String> environment) {
        var variables = new Variables(environment);
        return new SeedSettings(
                variables.url("SIGNET_COLLECTION_URL", "http://localhost:8080"),
                variables.url("SIGNET_KEY_URL", "http://localhost:8081"),
                variables.number("SIGNET_RECORDS", 100_000, Long.MAX_VALUE),
                (int) variables.number("SIGNET_KEYS", 100, Integer.MAX_VALUE),
                Algorithm.of(variables.text("SIGNET_ALGORITHM", Algorithm.ED25519.label())),
                (int) variables.number("SIGNET_PAYLOAD_BYTES", 256, Integer.MAX_VALUE),
                variables.number("SIGNET_SEED", 1, Long.MAX_VALUE),
                variables.content("SIGNET_TOKEN_FILE"),
                variables.tls("SIGNET_TLS_DIR"),
                Duration.ofSeconds(variables.number("SIGNET_SEED_TIMEOUT", 120, Integer.MAX_VALUE)));
    }

    /** The same for the same records, so that an import that broke off is continued and one that is done is not repeated. */
    String recordsIdempotencyKey() {
        return "seed-%d-records-%d-of-%d".formatted(randomSeed, records, payloadBytes);
    }

    /** The same for the same keys. */
    String keysIdempotencyKey(int chunk) {
        return "seed-%d-keys-%d-%s-%d".formatted(randomSeed, keys, algorithm, chunk);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "%d records and %d keys for %s".formatted(records, keys, collectionUrl);
    }
}
