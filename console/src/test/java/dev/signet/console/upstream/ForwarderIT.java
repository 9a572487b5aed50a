package dev.signet.console.upstream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signet.console.ConsoleApplication;
import dev.signet.console.Tokens;
import dev.signet.platform.Actor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

class ForwarderIT {
    private static final String TOKEN = "t".repeat(43);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static ServiceStandIn collection;
    private static ServiceStandIn keys;
    private static ServiceStandIn audit;
    private static ConfigurableApplicationContext console;

    @BeforeAll
    static void start(@TempDir Path dir) throws IOException {
        collection = new ServiceStandIn();
        keys = new ServiceStandIn();
        audit = new ServiceStandIn();
        var tokens = Tokens.in(dir, "operator operator,auditor", TOKEN);
        console = ConsoleApplication.application()
                .run(
                        "--signet.port=0",
                        "--signet.collection-url=" + collection.url(),
                        "--signet.key-url=" + keys.url(),
                        "--signet.audit-url=" + audit.url(),
                        "--signet.stream.heartbeat=100ms",
                        "--signet.stream.max-clients=2",
                        "--signet.people.tokens-file=" + tokens);
    }

    @AfterAll
    static void stop() {
        console.close();
        collection.close();
        keys.close();
        audit.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/keys/abc?limit=1, keys",
        "/api/v1/keyring/summary, keys",
        "/api/v1/leases, keys",
        "/.well-known/jwks.json, keys",
        "/api/v1/events?type=a.*&data.x=1, audit",
        "/api/v1/events/17, audit",
        "/api/v1/event-types/a.b/schema, audit",
        "/api/v1/log/proofs/inclusion?logindex=1, audit",
        "/api/v1/exports/events.ndjson, audit",
        "/openapi/audit.json, audit",
        "/api/v1/exports/signatures.x, collection",
        "/api/v1/keysX, collection",
        "/api/v1/keyrings?x=1, collection",
        "/api/v1/records/1/signature?a=%20b, collection"
    })
    void eachPathGoesToItsService(String path, String service) throws Exception {
        var answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("There is none.");
        var standIn = service.equals("keys") ? keys : service.equals("audit") ? audit : collection;
        assertThat(standIn.lastUri).isEqualTo(path.replaceFirst("^/openapi/.*", "/openapi.json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/batches/1",
                "/api/v1/../../internal/fences",
                "/api/v1/%2e%2e/%2e%2e/internal/fences",
                "/api/v1/..%2f..%2finternal",
                "//internal/x",
                "/api/v1;/../internal"
            })
    void internalPathsAreNotHandedOn(String path) throws Exception {
        var answer = raw("GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".formatted(path));

        assertThat(answer).containsPattern("^HTTP/1.1 40[04] ").contains("application/problem+json");
        assertThat(collection.lastUri).doesNotContain("internal");
        assertThat(keys.lastUri).doesNotContain("internal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/progress", "/api/v1/stream", "/problems", "/actuator/health/liveness"})
    void pageThatLeadsItsOwnNameHereIsShownNothing(String path) throws Exception {
        var answer =
                raw("GET %s HTTP/1.1\r\nHost: evil.example:%d\r\nConnection: close\r\n\r\n".formatted(path, port()));

        assertThat(answer)
                .startsWith("HTTP/1.1 421 ")
                .contains("application/problem+json")
                .contains("/problems/unknown-host")
                .contains("SIGNET_ALLOWED_HOSTS");
    }

    @Test
    void headersOfOneConnectionStayThereAndATokenGoesOn() throws Exception {
        var answer = raw(
                "GET /api/v1/progress HTTP/1.1\r\nHost: localhost\r\nConnection: close, X-Mine\r\nX-Mine: 1\r\nX-Yours: 2\r\nTE: trailers\r\nCookie: c=d\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(TOKEN));

        assertThat(collection.lastHeaders.keySet())
                .contains("X-yours", "Authorization")
                .doesNotContain("X-mine", "Te", "Cookie");
        assertThat(answer)
                .containsIgnoringCase("X-For-All: 2")
                .doesNotContainIgnoringCase("X-Ours-Alone")
                .doesNotContainIgnoringCase("Set-Cookie");
        assertThat(answer)
                .contains("Content-Security-Policy: default-src 'none'")
                .containsOnlyOnce("X-Content-Type-Options");
    }

    @Test
    void onlyTheOperatorMayDoMoreThanRead() throws Exception {
        var nobody = send(request("/api/v1/records").POST(BodyPublishers.ofString("x")));
        var other = send(
                request("/api/v1/records").header("Authorization", "Bearer x").POST(BodyPublishers.ofString("x")));
        var operator = send(request("/api/v1/records")
                .header("Authorization", "bearer " + TOKEN) // RFC 9110, 11.1: in any case
                .POST(BodyPublishers.ofString("x")));

        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(nobody.body()).contains("/problems/unauthenticated");
        assertThat(other.statusCode()).isEqualTo(401);
        assertThat(operator.statusCode()).isEqualTo(201);
        assertThat(operator.body()).isEqualTo("{\"stored\":1}");
    }

    @Test
    void serviceHearsThatItIsTheOperatorAndFromNobodyElseWhoItIs() throws Exception {
        send(request("/api/v1/records")
                .header("Authorization", "Bearer " + TOKEN)
                .header(Actor.HEADER, "mallory")
                .POST(BodyPublishers.ofString("x")));
        assertThat(collection.lastHeaders.get(Actor.HEADER)).containsExactly("operator");

        send(request("/api/v1/progress").header(Actor.HEADER, "mallory"));
        assertThat(collection.lastHeaders.get(Actor.HEADER)).isNull();
    }

    @Test
    void bodiesOfAnyLengthGoThrough() throws Exception {
        var sent = send(request("/api/v1/records")
                .header("Authorization", "Bearer " + TOKEN)
                .POST(BodyPublishers.ofInputStream(() -> new Zeros(ServiceStandIn.LONG))));
        assertThat(collection.lastBody).isEqualTo(ServiceStandIn.LONG);
        var received = HTTP.send(request("/api/v1/exports/long").build(), BodyHandlers.ofInputStream());

        assertThat(sent.statusCode()).isEqualTo(201);
        assertThat(received.body().transferTo(OutputStream.nullOutputStream())).isEqualTo(ServiceStandIn.LONG);
    }

    @Test
    void uploadIsHandedOnWhileItComes() throws Exception {
        collection.hasBegun = new CountDownLatch(1);
        var body = new SequenceInputStream(new Zeros(1 << 20), new LastZero());

        var sent = send(request("/api/v1/records")
                .header("Authorization", "Bearer " + TOKEN)
                .POST(BodyPublishers.ofInputStream(() -> body)));

        assertThat(sent.statusCode()).isEqualTo(201);
        assertThat(collection.lastBody).isEqualTo((1 << 20) + 1);
    }

    @Test
    void whatHasComeIsSentBeforeTheRestIsThere() throws Exception {
        var answer = HTTP.send(request("/api/v1/exports/slow").build(), BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("first");
            collection.mayGoOn.countDown();
            assertThat(lines.readLine()).isEqualTo("second");
        }
    }

    @Test
    void answerThatBreaksOffDoesNotLookComplete() {
        assertThatThrownBy(() -> get("/api/v1/exports/broken")).isInstanceOf(IOException.class);
    }

    @Test
    void serviceThatCannotBeReachedIsAProblem() throws Exception {
        var answer = get("/api/v1/keys/dropped");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("/problems/service-unreachable").contains("key-service cannot be reached.");
    }

    @Test
    void streamBeginsWithASnapshotAndBeats() throws Exception {
        var answer = listener();
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(answer.headers().firstValue("X-Accel-Buffering")).hasValue("no");
            assertThat(lines.readLine()).isEqualTo("retry: 2000");
            assertThat(lines.readLine()).startsWith("id: ");
            assertThat(lines.readLine()).isEqualTo("event: snapshot");
            assertThat(lines.readLine()).startsWith("data: {\"progress\":{\"state\":\"IDLE\"");
            assertThat(lines.lines().limit(100)).contains(":");
        }
    }

    @Test
    void thoseBeyondTheLimitAreToldToAskInstead() throws Exception {
        var first = listener();
        var second = listener();

        var third = stream();

        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(third.body()).asString(StandardCharsets.UTF_8).contains("/problems/too-many-listeners");
        first.body().close();
        second.body().close();
        listener().body().close();
    }

    /** One that is let in, once those that have gone before are no longer counted. */
    private static HttpResponse<InputStream> listener() {
        return await().until(ForwarderIT::stream, answer -> answer.statusCode() == 200);
    }

    private static HttpResponse<InputStream> stream() throws Exception {
        return HTTP.send(request("/api/v1/stream").build(), BodyHandlers.ofInputStream());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    private static int port() {
        return console.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** So many zero bytes. */
    private static class Zeros extends InputStream {
        private long left;

        Zeros(long count) {
            left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int at, int most) throws IOException {
            if (left <= 0) {
                return -1;
            }
            var count = (int) Math.min(left, most);
            left -= count;
            return count;
        }
    }

    /** Comes only once the service has some of those before it. */
    private static final class LastZero extends Zeros {
        LastZero() {
            super(1);
        }

        @Override
        public int read(byte[] into, int at, int most) throws IOException {
            try {
                if (collection.hasBegun.await(10, SECONDS)) {
                    return super.read(into, at, most);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("nothing has arrived");
        }
    }
}
