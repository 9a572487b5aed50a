package dev.signet.seed;

import dev.signet.seed.Seeder.MakeKeys;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The three calls of the seeder, each repeated until it is answered or patience ends. */
final class SeedClient implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(5);

    private final SeedSettings settings;
    private final SeedListener listener;
    private final HttpClient http;
    private final Attempts attempts;

    SeedClient(SeedSettings settings, SeedListener listener) {
        this.settings = settings;
        this.listener = listener;
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PROBE_TIMEOUT);
        settings.tls()
                .to(Set.of("collection-service", "key-service"), settings.collectionUrl(), settings.keyUrl())
                .ifPresent(client::sslContext);
        this.http = client.build();
        this.attempts = new Attempts(http, settings.patience(), listener);
    }

    void awaitReady() throws InterruptedException {
        for (var service : new URI[] {settings.collectionUrl(), settings.keyUrl()}) {
            var probe = HttpRequest.newBuilder(service.resolve("actuator/health/readiness"))
                    .timeout(PROBE_TIMEOUT)
                    .build();
            attempts.untilAnswered(probe, Attempts.NO_PROGRESS);
        }
    }

    /** Sends all records each time: the server skips those that it stored in an earlier try under the same key. */
    Import importRecords() throws InterruptedException {
        var sent = new AtomicLong();
        var records = new RandomRecord(settings.randomSeed(), settings.payloadBytes());
        var request = request(settings.collectionUrl().resolve("api/v1/records"))
                .header("Content-Type", "application/x-ndjson")
                .header("Idempotency-Key", settings.recordsIdempotencyKey())
                .POST(BodyPublishers.ofInputStream(() -> new RecordStream(records, settings.records(), sent)))
                .build();
        var answer = attempts.untilAnswered(request, () -> {
            listener.sent(sent.get(), settings.records());
            return sent.get();
        });
        return check(read(answer, Import.class));
    }

    void makeKeys(MakeKeys keys, String idempotencyKey) throws InterruptedException {
        var request = request(settings.keyUrl().resolve("api/v1/keys"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(keys)))
                .build();
        attempts.untilAnswered(request, Attempts.NO_PROGRESS);
    }

    private HttpRequest.Builder request(URI uri) {
        var request = HttpRequest.newBuilder(uri);
        return settings.token().isEmpty() ? request : request.header("Authorization", "Bearer " + settings.token());
    }

    private Import check(@Nullable Import imported) {
        if (imported == null || imported.stored() + imported.skipped() != settings.records()) {
            throw new SeedFailed("collection-service did not take in all %,d records: it says %s"
                    .formatted(settings.records(), imported));
        }
        return imported;
    }

    private static <T> @Nullable T read(String body, Class<T> type) {
        try {
            return JSON.readValue(body, type);
        } catch (JacksonException e) {
            var failed = new SeedFailed("the answer of collection-service cannot be read");
            failed.initCause(e);
            throw failed;
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
