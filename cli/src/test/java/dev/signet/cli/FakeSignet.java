package dev.signet.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signet.cli.progress.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A server that answers as a test says, and the program that asks it, with what both were told. */
final class FakeSignet implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private byte[] input = {};

    FakeSignet() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    private record Answer(int status, Supplier<String> body) {}

    /** @param what method, path and query */
    record Asked(String what, String body, Map<String, List<String>> headers) {
        String header(String name) {
            return String.join(", ", headers.getOrDefault(name, List.of()));
        }
    }

    /** @param what method, path and query, such as {@code GET /api/v1/runs?limit=100} */
    FakeSignet answers(String what, int status, String body) {
        answers.put(what, new Answer(status, () -> body));
        return this;
    }

    /** @param body as it is when somebody asks */
    FakeSignet answers(String what, Supplier<String> body) {
        answers.put(what, new Answer(200, body));
        return this;
    }

    FakeSignet answers(String what, String body) {
        return answers(what, 200, body);
    }

    FakeSignet refuses(String what, int status, String slug, String more) {
        return answers(what, status, "{\"type\":\"/problems/%s\",\"status\":%d%s}".formatted(slug, status, more));
    }

    FakeSignet isPiped(byte[] bytes) {
        input = bytes;
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var what = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(new Asked(what, body, Map.copyOf(exchange.getRequestHeaders())));
            var answer = answers.getOrDefault(what, new Answer(404, () -> "<html>no such page</html>"));
            var bytes = answer.body().get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), answer.status() == 204 ? -1 : bytes.length);
            if (answer.status() != 204) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Runs a command against this server and gives its exit code. */
    int run(String... args) {
        var servers = Stream.of("--server", url(), "--keys-server", url());
        return plain(Stream.concat(Arrays.stream(args), servers).toArray(String[]::new));
    }

    int plain(String... args) {
        out.reset();
        err.reset();
        return SignetCli.run(terminal(), new ByteArrayInputStream(input), args);
    }

    private Terminal terminal() {
        return Terminal.plain(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    byte[] outBytes() {
        return out.toByteArray();
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    List<Asked> asked() {
        return new ArrayList<>(asked);
    }

    List<String> questions() {
        return asked.stream().map(Asked::what).toList();
    }

    static InputStream nothing() {
        return InputStream.nullInputStream();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
