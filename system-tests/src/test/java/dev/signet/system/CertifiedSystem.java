package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import picocli.CommandLine;

/** A system whose services speak TLS alone, and clients with certificates of every kind. */
final class CertifiedSystem implements AutoCloseable {
    /** Everybody who gets a certificate and is called, or calls. */
    static final List<String> PARTS = Stream.concat(
                    Stream.of(Service.values()).map(Service::identity), Stream.of("console"))
            .toList();

    private final Path directory;
    private final Path certificates;
    private final TestSystem signet;

    CertifiedSystem(Path directory) {
        this.directory = directory;
        this.certificates = made("certificates", Clock.systemUTC());
        this.signet = TestSystem.create();
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
    }

    TestSystem signet() {
        return signet;
    }

    Path certificates() {
        return certificates;
    }

    /** The directory of an authority, and of certificates that it has issued at the clock's time. */
    Path made(String name, Clock clock) {
        var dir = directory.resolve(name);
        assertThat(new CommandLine(new Certs(clock)).execute("--dir", dir.toString()))
                .isZero();
        return dir;
    }

    static void copy(Path from, Path to, String... files) throws IOException {
        Files.createDirectories(to);
        for (var file : files) {
            Files.copy(from.resolve(file), to.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The certificate that a service shows now. */
    X509Certificate served(Service service) throws Exception {
        var session = get(service, "/api/v1/version").sslSession();
        return (X509Certificate) Objects.requireNonNull(session.orElseThrow().getPeerCertificates()[0]);
    }

    /** Whoever trusts the authority, and has no certificate. */
    HttpClient nobody() {
        return HttpClient.newBuilder().sslContext(trusting()).build();
    }

    private SSLContext trusting() {
        var authority = certificates.resolve("ca").resolve("ca.crt");
        var trusted = PemSslStoreDetails.forCertificate(authority.toUri().toString());
        return SslBundle.of(new PemSslStoreBundle(null, trusted)).createSslContext();
    }

    /** Of people, through the console. */
    HttpClient somebody() {
        return client(certificates.resolve("console"));
    }

    static HttpClient client(Path dir) {
        return client(dir, Set.copyOf(PARTS));
    }

    static HttpClient client(Path dir, Set<String> to) {
        return HttpClient.newBuilder()
                .sslContext(PeerTls.once(dir).to(to).orElseThrow())
                .build();
    }

    HttpResponse<String> get(Service service, String path) throws Exception {
        var request = HttpRequest.newBuilder(url(service).resolve(path)).build();
        return somebody().send(request, BodyHandlers.ofString());
    }

    HttpResponse<String> call(HttpClient client, Service service, String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(
                        url(service).resolve(path.replace("**", "1").replace("*", "1")))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(Service service, String path, String type, String body) throws Exception {
        var request = HttpRequest.newBuilder(url(service).resolve(path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build();
        return somebody().send(request, BodyHandlers.ofString());
    }

    private URI url(Service service) {
        return URI.create(signet.url(service).toString().replace("http://127.0.0.1", "https://localhost"));
    }

    @Override
    public void close() {
        signet.close();
    }
}
