package dev.signet.cli.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.core.JacksonException;

/** One of Signet's services. Every method throws {@link ServerUnreachable} or {@link ServerRefused} when there is no answer to give. */
public final class Server implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_PROBLEM = 64 << 10;

    private final URI url;
    private final HttpClient http;

    private Server(URI url, HttpClient http) {
        this.url = url;
        this.http = http;
    }

    /** An address that cannot be one is an {@link IllegalArgumentException} with one sentence; whether it answers shows later. */
    public static Server at(String url) {
        return new Server(
                parse(url),
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(PATIENCE)
                        .build());
    }

    public URI url() {
        return url;
    }

    /** The answer's JSON as {@code type}. */
    public <T> T get(String path, Class<T> type) throws InterruptedException {
        try (var body = stream(path)) {
            return Json.MAPPER.readValue(body, type);
        } catch (JacksonException e) {
            throw new ServerRefused(url.resolve(path), "the answer is not what this version of signet understands");
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /** The answer's body as it comes; the caller closes it. */
    public InputStream stream(String path) throws InterruptedException {
        var request =
                HttpRequest.newBuilder(url.resolve(path)).timeout(PATIENCE).build();
        try {
            return bodyOf(http.send(request, BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private InputStream bodyOf(HttpResponse<InputStream> response) throws IOException {
        return switch (response.statusCode()) {
            case 200 -> response.body();
            case 502, 503, 504 -> {
                response.body().close();
                throw new ServerUnreachable(url, "is not ready (status %d)".formatted(response.statusCode()));
            }
            default -> throw new ServerRefused(response.uri(), reason(response));
        };
    }

    private static String reason(HttpResponse<InputStream> response) throws IOException {
        try (var body = response.body()) {
            var problem = Json.MAPPER.readTree(body.readNBytes(LONGEST_PROBLEM));
            return problem.path("detail").asString("status " + response.statusCode());
        } catch (JacksonException e) {
            return "status " + response.statusCode();
        }
    }

    private ServerUnreachable unreachable(IOException e) {
        var unreachable = new ServerUnreachable(url, "does not answer");
        unreachable.initCause(e);
        return unreachable;
    }

    private static URI parse(String url) {
        try {
            var parsed = URI.create(url.strip().replaceAll("/+$", "") + "/");
            if (parsed.getHost() != null && ("http".equals(parsed.getScheme()) || "https".equals(parsed.getScheme()))) {
                return parsed;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'%s' is not an address like http://localhost:8080".formatted(url), e);
        }
        throw new IllegalArgumentException("'%s' is not an address like http://localhost:8080".formatted(url));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
