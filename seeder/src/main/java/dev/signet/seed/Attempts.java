package dev.signet.seed;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Repeats a call that may be repeated: while the service is away or busy, for as long as patience lasts without any progress. */
final class Attempts {
    static final LongSupplier NO_PROGRESS = () -> 0;

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration GLANCE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final HttpClient http;
    private final Duration patience;
    private final SeedListener listener;

    Attempts(HttpClient http, Duration patience, SeedListener listener) {
        this.http = http;
        this.patience = patience;
        this.listener = listener;
    }

    /** How one try ended. */
    private sealed interface Try {
        record Answered(String body) implements Try {}

        record Away(String why) implements Try {}
    }

    /**
     * Gives the body of the first answer with status 200.
     *
     * @param progress grows while the call gets on
     */
    String untilAnswered(HttpRequest request, LongSupplier progress) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        var pause = Duration.ofMillis(200);
        var said = "";
        var furthest = 0L;
        while (true) {
            switch (once(request, progress)) {
                case Try.Answered(var body) -> {
                    return body;
                }
                case Try.Away(var why) -> {
                    if (progress.getAsLong() > furthest) {
                        furthest = progress.getAsLong();
                        deadline = System.nanoTime() + patience.toNanos();
                    }
                    if (System.nanoTime() >= deadline) {
                        throw new SeedFailed("%s %s; gave up after %d seconds"
                                .formatted(service(request.uri()), why, patience.toSeconds()));
                    }
                    if (!why.equals(said)) {
                        listener.say("waiting   %s %s, retrying".formatted(service(request.uri()), why));
                        said = why;
                    }
                }
            }
            Thread.sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private Try once(HttpRequest request, LongSupplier progress) throws InterruptedException {
        var call = http.sendAsync(request, BodyHandlers.ofString());
        try {
            return judge(await(call, progress));
        } catch (ExecutionException e) {
            return new Try.Away("does not answer");
        } catch (TimeoutException e) {
            return new Try.Away("stopped answering");
        } finally {
            call.cancel(true);
        }
    }

    // A long import has no natural time limit; what must not last is one in which nothing moves.
    private HttpResponse<String> await(CompletableFuture<HttpResponse<String>> call, LongSupplier progress)
            throws InterruptedException, ExecutionException, TimeoutException {
        var seen = -1L;
        var movedAt = System.nanoTime();
        while (true) {
            try {
                return call.get(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                var now = progress.getAsLong();
                if (now == seen && System.nanoTime() - movedAt > patience.toNanos()) {
                    throw e;
                }
                movedAt = now == seen ? movedAt : System.nanoTime();
                seen = now;
            }
        }
    }

    private static Try judge(HttpResponse<String> response) {
        return switch (response.statusCode()) {
            case 200, 201 -> new Try.Answered(response.body());
            // 409: the server has not noticed yet that the connection of the try before is gone
            case 409, 429, 500, 502, 503, 504 ->
                new Try.Away("is not ready (status %d)".formatted(response.statusCode()));
            default -> throw new SeedFailed("%s refused: %s".formatted(service(response.uri()), reason(response)));
        };
    }

    private static String reason(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body()).path("detail").asString("status " + response.statusCode());
        } catch (JacksonException e) {
            return "status " + response.statusCode();
        }
    }

    private static String service(URI uri) {
        return "%s://%s".formatted(uri.getScheme(), uri.getAuthority());
    }
}
