package dev.signet.system;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may call what of the public API: each cell of the table in docs/security.md, asked of the services themselves. */
class RolesIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern ROW =
            Pattern.compile("\\| `(?<method>[A-Z]+) (?<path>/[^`]+)` \\| (?<role>[a-z-]+) \\|");
    private static final String WITH = "may";
    private static final String WITHOUT = "may not";

    private static final Map<Role, Set<Role>> IMPLIED = implied();

    private static TestSystem signet;

    private static Map<Role, Set<Role>> implied() {
        var implied = new EnumMap<Role, Set<Role>>(Role.class);
        implied.put(Role.VIEWER, Set.of(Role.VIEWER));
        implied.put(Role.SUBMITTER, Set.of(Role.SUBMITTER));
        implied.put(Role.OPERATOR, Set.of(Role.OPERATOR, Role.VIEWER, Role.SUBMITTER));
        implied.put(Role.AUDITOR, Set.of(Role.AUDITOR, Role.VIEWER));
        implied.put(Role.KEY_ADMIN, Set.of(Role.KEY_ADMIN, Role.VIEWER));
        return implied;
    }

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        var lines = new StringBuilder();
        for (var role : Role.values()) {
            lines.append("%s %s %s%n".formatted(role.label(), role.label(), sha256(token(role))));
        }
        signet = TestSystem.create()
                .with("signet.people.tokens-file", Files.writeString(directory.resolve("tokens"), lines))
                .with("signet.people.anonymous", "none");
        for (var service : List.of(Service.KEYS, Service.COLLECTION, Service.AUDIT)) {
            signet.start(service);
        }
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
                                requireNonNull(IMPLIED.get(role)).contains(rule.role()) ? WITH : WITHOUT,
                                rule.method().name(),
                                rule.path())));
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @MethodSource("cells")
    void eachRoleMayWhatTheTableSays(Role role, String expected, String method, String path) throws Exception {
        var status = status(method, path, token(role));

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
    void tokenOfAServiceIsNoPersons() throws Exception {
        assertThat(status("POST", "/api/v1/keys/**", signet.tokenOf("signing-service")))
                .isEqualTo(403);
        assertThat(status("GET", "/api/v1/events/**", signet.tokenOf("batch-dispatcher")))
                .isEqualTo(403);
    }

    @Test
    void documentedTableIsTheOneThatHolds() throws IOException {
        var documented = ROW.matcher(Files.readString(Path.of("../docs/security.md")))
                .results()
                .map(row -> "%s %s %s".formatted(row.group("method"), row.group("path"), row.group("role")))
                .toList();

        assertThat(documented)
                .containsExactlyElementsOf(PublicRoutes.rules().stream()
                        .filter(rule -> !rule.method().name().equals("HEAD"))
                        .map(rule -> "%s %s %s"
                                .formatted(
                                        rule.method(), rule.path(), rule.role().label()))
                        .toList());
    }

    private static int status(String method, String path, String token) throws Exception {
        var called = path.replace("**", "").replace("*", "1").replaceFirst("(?<=/api/v1)/$", "/progress");
        var uri = URI.create(signet.url(requireNonNull(service(path))) + called.replaceFirst("(?<=.)/$", ""));
        var request = HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody());
        var sent = token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
        return HTTP.send(sent.build(), BodyHandlers.discarding()).statusCode();
    }

    /** Null for what another server has. */
    private static @Nullable Service service(String path) {
        if (path.startsWith("/api/v1/vault") || path.equals("/api/v1/operator")) {
            return null;
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
