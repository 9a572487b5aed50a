package dev.signet.cli.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One of Signet's services. Every method throws {@link ServerUnreachable} or {@link ServerRefused} when there is no answer to give. */
public final class Server implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI url;
    private final HttpClient http;
    private final Optional<String> token;

    private Server(URI url, HttpClient http, Optional<String> token) {
        this.url = url;
        this.http = http;
        this.token = token;
    }

    /** An address that cannot be one is an {@link IllegalArgumentException} with one sentence; whether it answers shows later. */
    public static Server at(String url) {
        return at(url, Optional.empty());
    }

    /** @param token sent with every request, as a bearer token */
    public static Server at(String url, Optional<String> token) {
        return new Server(
                Address.parse(url),
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(PATIENCE)
                        .build(),
                token);
    }

    public URI url() {
        return url;
    }

    /** The answer's JSON as {@code type}. */
    public <T> T get(String path, Class<T> type) throws InterruptedException {
        return read(stream(path), path, type);
    }

    /** The answer's body as it comes; the caller closes it. */
    public InputStream stream(String path) throws InterruptedException {
        return send(request(path).timeout(PATIENCE).build());
    }

    /** What the server says of itself, whatever it says. */
    public Probe probe(String path) throws InterruptedException {
        try {
            return Probe.of(http.send(request(path).timeout(PATIENCE).build(), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /** Asks for something to be done that needs no more words than its path. */
    public void post(String path) throws InterruptedException {
        var request = request(path).POST(BodyPublishers.noBody()).timeout(PATIENCE);
        close(send(request.build()));
    }

    /** Asks for something to be made that needs no more words than its path. */
    public JsonNode create(String path) throws InterruptedException {
        var request = request(path).POST(BodyPublishers.noBody()).timeout(PATIENCE);
        return read(send(request.build()), path, JsonNode.class);
    }

    public void delete(String path) throws InterruptedException {
        close(send(request(path).DELETE().timeout(PATIENCE).build()));
    }

    public JsonNode post(String path, JsonNode body) throws InterruptedException {
        var bytes = BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body));
        var request = request(path).POST(bytes).header("Content-Type", "application/json");
        return read(send(request.timeout(PATIENCE.multipliedBy(6)).build()), path, JsonNode.class);
    }

    /** What is not answered in words. */
    public void tell(String path, JsonNode body) throws InterruptedException {
        var bytes = BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body));
        var request = request(path).POST(bytes).header("Content-Type", "application/json");
        close(send(request.timeout(PATIENCE.multipliedBy(6)).build()));
    }

    public void put(String path, JsonNode body) throws InterruptedException {
        var bytes = BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body));
        var request = request(path).PUT(bytes).header("Content-Type", "application/json");
        close(send(request.timeout(PATIENCE).build()));
    }

    /** Sends a body of any length, for as long as that takes. */
    public JsonNode upload(String path, Map<String, String> headers, BodyPublisher body) throws InterruptedException {
        var request = request(path).POST(body);
        headers.forEach(request::header);
        return read(send(request.build()), path, JsonNode.class);
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(url.resolve(path));
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }

    private InputStream send(HttpRequest request) throws InterruptedException {
        try {
            return bodyOf(http.send(request, BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private InputStream bodyOf(HttpResponse<InputStream> response) throws IOException {
        return switch (response.statusCode()) {
            case 200, 201, 204 -> response.body();
            case 502, 503, 504 -> {
                response.body().close();
                throw new ServerUnreachable(url, "is not ready (status %d)".formatted(response.statusCode()));
            }
            default -> throw ServerRefused.by(response);
        };
    }

    private <T> T read(InputStream answer, String path, Class<T> type) {
        try (answer) {
            return Json.MAPPER.readValue(answer, type);
        } catch (JacksonException e) {
            throw ServerRefused.notUnderstood(url.resolve(path));
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private ServerUnreachable unreachable(IOException e) {
        var unreachable = new ServerUnreachable(url, "does not answer");
        unreachable.initCause(e);
        return unreachable;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
