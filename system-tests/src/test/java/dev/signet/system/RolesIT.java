package dev.signet.system;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.platform.InternalCallers;
import dev.signet.platform.people.PublicRoutes;
import dev.signet.platform.people.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may call what: each cell of the tables in docs/security.md, asked of the services themselves. Whoever is the operator at the console is LoginIT's. */
class RolesIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final List<String> CALLERS = List.of(
            "collection-service",
            "key-service",
            "batch-dispatcher",
            "signing-service",
            "audit-service",
            "vault-service",
            "seeder");
    private static final List<Service> STARTED =
            List.of(Service.KEYS, Service.COLLECTION, Service.AUDIT, Service.VAULT);
    private static final String EVERYTHING = "all".repeat(20);
    private static final String WITH = "may";
    private static final String WITHOUT = "may not";

    private static TestSystem signet;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        var lines = new StringBuilder();
        for (var role : Role.values()) {
            lines.append("%s %s %s%n".formatted(role.label(), role.label(), sha256(token(role))));
        }
        lines.append("everything all %s%n".formatted(sha256(EVERYTHING)));
        signet = TestSystem.create()
                .with("signet.people.tokens-file", Files.writeString(directory.resolve("tokens"), lines))
                .with("signet.people.anonymous", "none");
        STARTED.forEach(signet::start);
    }

    @AfterAll
    static void stop() {
        signet.close();
    }

    static Stream<Arguments> cells() {
        return PublicRoutes.rules().stream()
                .filter(rule -> service(rule.path()) != null)
                .flatMap(rule -> Arrays.stream(Role.values())
                        .map(role -> Arguments.of(
                                role,
                                DocumentedRoles.withImplied(role).contains(rule.role()) ? WITH : WITHOUT,
                                rule.method().name(),
                                rule.path())));
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @MethodSource("cells")
    void eachRoleMayWhatTheTableSays(Role role, String expected, String method, String path) throws Exception {
        assertAnswered(expected, status(method, path, token(role)));
    }

    private static void assertAnswered(String expected, int status) {
        if (expected.equals(WITH)) {
            assertThat(status).isNotIn(401, 403);
        } else {
            assertThat(status).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.signet.platform.people.PublicRoutes#rules")
    void nobodyMayAnythingWithoutAToken(PublicRoutes.Rule rule) throws Exception {
        if (service(rule.path()) != null) {
            assertThat(status(rule.method().name(), rule.path(), "")).isEqualTo(401);
            assertThat(status(rule.method().name(), rule.path(), "x".repeat(43)))
                    .isEqualTo(401);
        }
    }

    @Test
    void whatIsNotInTheTableIsForThoseWhoMayDoEverything() throws Exception {
        for (var role : Role.values()) {
            assertThat(status("PATCH", "/api/v1/records", token(role))).isEqualTo(403);
        }
        assertThat(status("PATCH", "/api/v1/records", EVERYTHING)).isEqualTo(405);
    }

    static Stream<Arguments> cellsOfServices() throws IOException {
        var roles = DocumentedRoles.ofServices();
        assertThat(roles).containsOnlyKeys(CALLERS);
        return PublicRoutes.rules().stream()
                .filter(rule -> service(rule.path()) != null)
                .flatMap(rule -> CALLERS.stream()
                        .map(caller -> Arguments.of(
                                caller,
                                requireNonNull(roles.get(caller)).contains(rule.role()) ? WITH : WITHOUT,
                                rule.method().name(),
                                rule.path())));
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @MethodSource("cellsOfServices")
    void eachServiceHasTheRolesThatTheTableSays(String service, String expected, String method, String path)
            throws Exception {
        assertAnswered(expected, status(method, path, signet.tokenOf(service)));
    }

    static Stream<Arguments> internalCells() {
        return STARTED.stream()
                .flatMap(service -> signet.context(service).getBean(InternalCallers.class).rules().stream()
                        .flatMap(rule -> CALLERS.stream()
                                .map(caller -> Arguments.of(
                                        caller,
                                        rule.services().contains(caller) ? WITH : WITHOUT,
                                        service,
                                        rule.path()))));
    }

    /** By its token; MutualTlsIT asks the same by certificates, and compares the rules with what is documented. */
    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @MethodSource("internalCells")
    void eachServiceMayCallWhatItsRowSays(String caller, String expected, Service service, String path)
            throws Exception {
        assertAnswered(expected, status("POST", service, path, signet.tokenOf(caller)));
    }

    @Test
    void internalCallsAreNobodyElses() throws Exception {
        var path = "/internal/leases/**";
        assertThat(status("POST", Service.KEYS, path, "")).isEqualTo(401);
        assertThat(status("POST", Service.KEYS, path, EVERYTHING)).isEqualTo(403);
        assertThat(status("POST", Service.KEYS, "/internal/nothing", signet.tokenOf("signing-service")))
                .isEqualTo(403);
    }

    @Test
    void answersAreNothingThatABrowserMakesAPageOf() throws Exception {
        for (var service : STARTED) {
            var answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create(signet.url(service) + "/api/v1/version"))
                            .build(),
                    BodyHandlers.discarding());

            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .hasValue("default-src 'none'; base-uri 'none'; frame-ancestors 'none'");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        }
    }

    @Test
    void documentedTableIsTheOneThatHolds() throws IOException {
        assertThat(DocumentedRoles.ofPeople())
                .containsExactlyElementsOf(PublicRoutes.rules().stream()
                        .filter(rule -> !rule.method().name().equals("HEAD"))
                        .map(rule -> "%s %s %s"
                                .formatted(
                                        rule.method(), rule.path(), rule.role().label()))
                        .toList());
    }

    private static int status(String method, String path, String token) throws Exception {
        return status(method, requireNonNull(service(path)), path, token);
    }

    private static int status(String method, Service service, String path, String token) throws Exception {
        var called = path.replace("**", "").replace("*", "1").replaceFirst("(?<=/api/v1)/$", "/progress");
        var uri = URI.create(signet.url(service) + called.replaceFirst("(?<=.)/$", ""));
        var request = HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody());
        var sent = token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
        return HTTP.send(sent.build(), BodyHandlers.discarding()).statusCode();
    }

    /** Null for what the console has. */
    private static @Nullable Service service(String path) {
        if (path.equals("/api/v1/operator")) {
            return null;
        }
        if (path.startsWith("/api/v1/vault")) {
            return Service.VAULT;
        }
        if (path.startsWith("/api/v1/key")) {
            return Service.KEYS;
        }
        return path.startsWith("/api/v1/event") || path.endsWith("/events.ndjson") ? Service.AUDIT : Service.COLLECTION;
    }

    private static String token(Role role) {
        return role.label().repeat(10);
    }

    private static String sha256(String token) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    }
}
