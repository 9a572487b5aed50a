package dev.signet.system.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.signet.system.check.Payloads;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sends records over the public API, a chunk at a time, each until it is answered; now and then one more time than needed. */
final class RestUser {
    private static final int CHUNK = 40;
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration AGAIN = Duration.ofMillis(200);
    private static final int ONE_IN = 5;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final URI records;
    private final SplittableRandom random;
    private final Payloads sent;
    private final String name;

    RestUser(URI collection, SplittableRandom random, Payloads sent) {
        this.records = collection.resolve("/api/v1/records");
        this.random = random;
        this.sent = sent;
        this.name = Long.toHexString(random.nextLong());
    }

    void send(int count, Duration over) throws InterruptedException {
        new Pacing(Math.ceilDiv(count, CHUNK), over).each(chunk -> {
            var lines = IntStream.range(chunk * CHUNK, Math.min(count, (chunk + 1) * CHUNK))
                    .mapToObj(number -> "{\"rest\":%d,\"random\":%d}".formatted(number, random.nextLong()))
                    .toList();
            lines.forEach(line -> sent.add(line.getBytes(UTF_8)));
            var request = request(name + "-" + chunk, lines.stream().collect(Collectors.joining("\n")));
            untilAnswered(request);
            if (random.nextInt(ONE_IN) == 0) {
                untilAnswered(request);
            }
        });
    }

    private HttpRequest request(String idempotencyKey, String body) {
        return HttpRequest.newBuilder(records)
                .timeout(ANSWER)
                .header("Content-Type", "application/x-ndjson")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private void untilAnswered(HttpRequest request) {
        await().forever().pollInterval(AGAIN).pollDelay(Duration.ZERO).until(() -> isAnswered(request));
    }

    private boolean isAnswered(HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }
}
