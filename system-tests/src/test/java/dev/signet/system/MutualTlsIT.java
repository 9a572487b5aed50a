package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signet.platform.InternalCallers;
import dev.signet.platform.tls.PeerTls;
import dev.signet.standalone.certs.Certs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import picocli.CommandLine;

/** Services that know each other by certificates alone: who may call what, and what is no certificate. */
class MutualTlsIT {
    private static final List<String> PARTS = Stream.concat(
                    Stream.of(Service.values()).map(Service::identity), Stream.of("console"))
            .toList();

    @TempDir
    private static Path directory;

    private static Path certificates;
    private static TestSystem signet;

    @BeforeAll
    static void start() throws Exception {
        certificates = made("certificates", Clock.systemUTC());
        signet = TestSystem.create();
        signet.with("signet.collection-url", url(Service.COLLECTION))
                .with("signet.key-url", url(Service.KEYS))
                .with("signet.audit-url", url(Service.AUDIT))
                .with("spring.ssl.bundle.watch.file.quiet-period", "100ms");
        for (var service : Service.values()) {
            signet.with(service, "signet.tls.dir", certificates.resolve(service.identity()));
        }
        for (var service : List.of(Service.COLLECTION, Service.SIGNING)) { // the others have theirs, in vain
            signet.with(service, "signet.tokens.dir", directory.resolve("nothing"));
        }
        signet.startAll();
        signet.start(Service.VAULT);
        assertThat(post(somebody(), Service.KEYS, "/api/v1/keys", "application/json", "{\"count\":2}")
                        .statusCode())
                .isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        signet.close();
    }

    private static Path made(String name, Clock clock) {
        var dir = directory.resolve(name);
        assertThat(new CommandLine(new Certs(clock)).execute("--dir", dir.toString()))
                .isZero();
        return dir;
    }

    @Test
    void recordsAreSigned() throws Exception {
        recordIsSigned();
        await().atMost(Duration.ofMinutes(1)).until(signet::isAllInTheAuditLog);
    }

    private static void recordIsSigned() throws Exception {
        var signed = signatures();
        var answer = post(somebody(), Service.COLLECTION, "/api/v1/records", "application/x-ndjson", "1");
        assertThat(answer.statusCode()).isEqualTo(200);
        await().atMost(Duration.ofMinutes(1)).until(() -> signatures() > signed);
    }

    private static long signatures() {
        return signet.count("SELECT count(*) FROM collection.signature");
    }

    static Stream<Arguments> cells() {
        return Stream.of(Service.values())
                .flatMap(service -> signet.context(service).getBeansOfType(InternalCallers.class).values().stream()
                        .flatMap(table -> table.rules().stream())
                        .flatMap(rule -> Stream.of(Service.values())
                                .map(Service::identity)
                                .map(caller -> Arguments.of(
                                        caller,
                                        rule.services().contains(caller) ? "may" : "may not",
                                        service,
                                        rule.path()))));
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @MethodSource("cells")
    void eachServiceMayWhatItsRowSays(String caller, String expected, Service service, String path) throws Exception {
        var answer = call(client(certificates.resolve(caller)), service, path);

        if (expected.equals("may")) {
            assertThat(answer.statusCode()).isNotIn(401, 403);
        } else {
            assertThat(answer.statusCode()).isEqualTo(403);
        }
    }

    @Test
    void whoShowsNoneIsNobodyAndATokenIsNoSubstitute() throws Exception {
        var withoutOne = HttpClient.newBuilder()
                .sslContext(trusting(certificates.resolve("ca")))
                .build();

        assertThat(call(withoutOne, Service.KEYS, "/internal/leases").statusCode())
                .isEqualTo(401);
        assertThat(call(
                                withoutOne,
                                Service.KEYS,
                                "/internal/leases",
                                "Authorization",
                                "Bearer " + signet.tokenOf("signing-service"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void consoleIsNoService() throws Exception {
        assertThat(call(somebody(), Service.KEYS, "/internal/leases")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void certificateOfAnotherAuthorityAndOneThatIsOverAreRefused() throws Exception {
        var others = made("others", Clock.systemUTC());
        copy(certificates.resolve("ca"), others.resolve("signing-service"), "ca.crt");
        copy(certificates.resolve("ca"), directory.resolve("over").resolve("ca"), "ca.crt", "ca.key");
        var over = made("over", Clock.offset(Clock.systemUTC(), Duration.ofDays(-60)));

        for (var dir : List.of(others, over)) {
            var client = client(dir.resolve("signing-service"));
            assertThatThrownBy(() -> call(client, Service.KEYS, "/internal/leases"))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void serverWithAnotherServicesCertificateIsNotTalkedTo() {
        var client = client(certificates.resolve("signing-service"), Set.of("collection-service"));

        assertThatThrownBy(() -> call(client, Service.KEYS, "/internal/leases"))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("collection-service");
    }

    @Test
    void serviceThatIsNotCalledByTlsIsASettingThatMakesNoSense() {
        var tls = PeerTls.once(certificates.resolve("signing-service"));

        assertThatThrownBy(() -> tls.to(Set.of("key-service"), URI.create("http://key-service:8081")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must begin with https://");
    }

    /** Of both sides: to a server that is started afterwards there are no connections of before. */
    @Test
    void allCertificatesAndTheirAuthorityAreReplacedWithoutARestart() throws Exception {
        var before = served(Service.COLLECTION);
        var others = made("next", Clock.systemUTC());
        for (var part : PARTS) {
            copy(others.resolve(part), certificates.resolve(part), "ca.crt", "tls.key", "tls.crt");
        }
        copy(others.resolve("ca"), certificates.resolve("ca"), "ca.crt", "ca.key");

        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> !served(Service.COLLECTION).equals(before));
        signet.stop(Service.KEYS);
        signet.start(Service.KEYS);
        recordIsSigned();
    }

    private static void copy(Path from, Path to, String... files) throws IOException {
        Files.createDirectories(to);
        for (var file : files) {
            Files.copy(from.resolve(file), to.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static X509Certificate served(Service service) throws Exception {
        var answer = somebody()
                .send(
                        HttpRequest.newBuilder(url(service).resolve("/api/v1/version"))
                                .build(),
                        BodyHandlers.discarding());
        return (X509Certificate)
                Objects.requireNonNull(answer.sslSession().orElseThrow().getPeerCertificates()[0]);
    }

    private static SSLContext trusting(Path authority) {
        var trusted = PemSslStoreDetails.forCertificate(
                authority.resolve("ca.crt").toUri().toString());
        return SslBundle.of(new PemSslStoreBundle(null, trusted)).createSslContext();
    }

    /** Of people, through the console. */
    private static HttpClient somebody() {
        return client(certificates.resolve("console"));
    }

    private static HttpClient client(Path dir) {
        return client(dir, Set.copyOf(PARTS));
    }

    private static HttpClient client(Path dir, Set<String> to) {
        return HttpClient.newBuilder()
                .sslContext(PeerTls.once(dir).to(to).orElseThrow())
                .build();
    }

    private static HttpResponse<String> call(HttpClient client, Service service, String path, String... headers)
            throws Exception {
        var request = HttpRequest.newBuilder(
                        url(service).resolve(path.replace("**", "1").replace("*", "1")))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(HttpClient client, Service service, String path, String type, String body)
            throws Exception {
        var request = HttpRequest.newBuilder(url(service).resolve(path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static URI url(Service service) {
        return URI.create(signet.url(service).toString().replace("http://127.0.0.1", "https://localhost"));
    }
}
