package dev.signet.system;

import static dev.signet.system.CertifiedSystem.client;
import static dev.signet.system.CertifiedSystem.copy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signet.platform.InternalCallers;
import dev.signet.platform.tls.PeerTls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Services that know each other by certificates alone: who may call what, and what is no certificate. */
class MutualTlsIT {
    private static final String LEASES = "/internal/leases";
    private static final Pattern ROW =
            Pattern.compile("\\| `(?<path>/internal/[^`]+)` \\| (?<service>[a-z-]+) \\| (?<callers>[a-z, -]+) \\|");

    @TempDir
    private static Path directory;

    private static CertifiedSystem system;
    private static Path certificates;

    @BeforeAll
    static void start() throws Exception {
        system = new CertifiedSystem(directory);
        certificates = system.certificates();
        assertThat(system.post(Service.KEYS, "/api/v1/keys", "application/json", "{\"count\":2}")
                        .statusCode())
                .isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void recordsAreSigned() throws Exception {
        recordIsSigned();
        await().atMost(Duration.ofMinutes(1)).until(system.signet()::isAllInTheAuditLog);
    }

    private static void recordIsSigned() throws Exception {
        var signed = signatures();
        var answer = system.post(Service.COLLECTION, "/api/v1/records", "application/x-ndjson", "1");
        assertThat(answer.statusCode()).isEqualTo(200);
        await().atMost(Duration.ofMinutes(1)).until(() -> signatures() > signed);
    }

    private static long signatures() {
        return system.signet().count("SELECT count(*) FROM collection.signature");
    }

    static Stream<Arguments> cells() {
        return Stream.of(Service.values())
                .flatMap(service -> tables(service)
                        .flatMap(table -> table.rules().stream())
                        .flatMap(rule -> Stream.of(Service.values())
                                .map(Service::identity)
                                .map(caller -> Arguments.of(
                                        caller,
                                        rule.services().contains(caller) ? "may" : "may not",
                                        service,
                                        rule.path()))));
    }

    private static Stream<InternalCallers> tables(Service service) {
        return system.signet().context(service).getBeansOfType(InternalCallers.class).values().stream();
    }

    @Test
    void documentedTableIsTheOneThatHolds() throws IOException {
        var documented = ROW.matcher(Files.readString(Path.of("../docs/security.md")))
                .results()
                .map(row -> "%s %s %s".formatted(row.group("path"), row.group("service"), row.group("callers")));

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(Stream.of(Service.values())
                        .flatMap(service -> tables(service)
                                .flatMap(table -> table.rules().stream())
                                .map(rule -> "%s %s %s"
                                        .formatted(
                                                rule.path(),
                                                service.identity(),
                                                rule.services().stream()
                                                        .sorted()
                                                        .collect(Collectors.joining(", ")))))
                        .toList());
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @MethodSource("cells")
    void eachServiceMayWhatItsRowSays(String caller, String expected, Service service, String path) throws Exception {
        var answer = system.call(client(certificates.resolve(caller)), service, path);

        if (expected.equals("may")) {
            assertThat(answer.statusCode()).isNotIn(401, 403);
        } else {
            assertThat(answer.statusCode()).isEqualTo(403);
        }
    }

    @Test
    void whoShowsNoneIsNobodyAndATokenIsNoSubstitute() throws Exception {
        var token = "Bearer " + system.signet().tokenOf("signing-service");

        assertThat(system.call(system.nobody(), Service.KEYS, LEASES).statusCode())
                .isEqualTo(401);
        assertThat(system.call(system.nobody(), Service.KEYS, LEASES, "Authorization", token)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void consoleIsNoService() throws Exception {
        assertThat(system.call(system.somebody(), Service.KEYS, LEASES).statusCode())
                .isEqualTo(401);
    }

    @Test
    void certificateOfAnotherAuthorityAndOneThatIsOverAreRefused() throws Exception {
        var others = system.made("others", Clock.systemUTC());
        copy(certificates.resolve("ca"), others.resolve("signing-service"), "ca.crt");
        copy(certificates.resolve("ca"), directory.resolve("over").resolve("ca"), "ca.crt", "ca.key");
        var over = system.made("over", Clock.offset(Clock.systemUTC(), Duration.ofDays(-60)));

        for (var dir : List.of(others, over)) {
            var client = client(dir.resolve("signing-service"));
            assertThatThrownBy(() -> system.call(client, Service.KEYS, LEASES)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void serverWithAnotherServicesCertificateIsNotTalkedTo() {
        var client = client(certificates.resolve("signing-service"), Set.of("collection-service"));

        assertThatThrownBy(() -> system.call(client, Service.KEYS, LEASES))
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

    @Test
    void everyServiceSaysHowLongItsCertificateIsGood() throws Exception {
        for (var service : Service.values()) {
            assertThat(system.get(service, "/actuator/prometheus").body())
                    .contains("ssl_chain_expiry_seconds{bundle=\"signet\"");
        }
    }

    /** Of both sides: to a server that is started afterwards there are no connections of before. */
    @Test
    void allCertificatesAndTheirAuthorityAreReplacedWithoutARestart() throws Exception {
        var before = system.served(Service.COLLECTION);
        var others = system.made("next", Clock.systemUTC());
        for (var part : CertifiedSystem.PARTS) {
            copy(others.resolve(part), certificates.resolve(part), "ca.crt", "tls.key", "tls.crt");
        }
        copy(others.resolve("ca"), certificates.resolve("ca"), "ca.crt", "ca.key");

        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> !system.served(Service.COLLECTION).equals(before));
        system.signet().stop(Service.KEYS);
        system.signet().start(Service.KEYS);
        recordIsSigned();
    }
}
