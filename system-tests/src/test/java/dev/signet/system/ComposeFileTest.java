package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What docker-compose.yml, and docker-compose.tls.yml over it, let each container do, reach and read. */
class ComposeFileTest {
    private static final Map<String, Map<String, Object>> SERVICES = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        SERVICES.putAll(services("docker-compose.yml"));
        services("docker-compose.tls.yml")
                .forEach((name, service) -> SERVICES.merge(name, service, ComposeFileTest::merged));
    }

    private static Map<String, Map<String, Object>> services(String file) throws IOException {
        Map<String, Map<String, Map<String, Object>>> content = new Yaml().load(Files.readString(Path.of("..", file)));
        return content.getOrDefault("services", Map.of());
    }

    // As compose does it.
    private static Map<String, Object> merged(Map<String, Object> service, Map<String, Object> overlay) {
        var merged = new TreeMap<>(service);
        overlay.forEach((property, value) -> merged.merge(property, value, ComposeFileTest::merged));
        return merged;
    }

    private static Object merged(Object value, Object overlay) {
        if (value instanceof List<?> some && overlay instanceof List<?> more) {
            return Stream.concat(some.stream(), more.stream()).toList();
        }
        if (value instanceof Map<?, ?> some && overlay instanceof Map<?, ?> more) {
            var all = new LinkedHashMap<Object, Object>(some);
            all.putAll(more);
            return all;
        }
        return overlay;
    }

    @Test
    void everyContainerIsConfined() {
        assertThat(SERVICES).hasSizeGreaterThan(12).allSatisfy((name, service) -> {
            assertThat(service.get("read_only")).isEqualTo(true);
            assertThat(service.get("cap_drop")).isEqualTo(List.of("ALL"));
            assertThat(service.get("security_opt")).isEqualTo(List.of("no-new-privileges:true"));
            assertThat(service.containsKey("privileged")).isFalse();
            assertThat(service.get("mem_limit")).as("memory of %s", name).isNotNull();
        });
        assertThat(with("cap_add")).containsExactly("cli");
    }

    /** Without a limit each JVM would take the machine's memory for its own, and without a share of it too little. */
    @Test
    void heapFitsIntoWhatEachServiceMayTakeOfMemory() {
        assertThat(environmentsWith("SIGNET_COLLECTION_URL"))
                .hasSizeGreaterThan(7)
                .allSatisfy(name -> {
                    assertThat(valueOf(name, "mem_limit")).isEqualTo("${SIGNET_MEMORY:-768m}");
                    assertThat(valueOf(name, "environment")).contains("-XX:MaxRAMPercentage=60");
                });
    }

    /** One list for both: whoever takes in and whoever signs. */
    @Test
    void keyringsAreSaidToThoseThatHaveToKnow() {
        assertThat(environmentsWith("SIGNET_KEYRINGS"))
                .containsExactlyInAnyOrder("collection-service", "signing-service");
    }

    private static String valueOf(String service, String property) {
        return String.valueOf(SERVICES.getOrDefault(service, Map.of()).get(property));
    }

    /** The command line alone writes where its caller lets it. */
    @Test
    void nobodyIsRootButTheCommandLine() throws IOException {
        assertThat(Files.readString(Path.of("..", "Dockerfile"))).containsPattern("\nUSER 10001\nENTRYPOINT");
        for (var name : SERVICES.keySet()) {
            var user = valueOf(name, "user");
            switch (name) {
                case "cli" -> assertThat(user).isEqualTo("${SIGNET_UID:-0}");
                case "postgres", "rabbitmq" -> assertThat(user).isEqualTo(name);
                case "amqp-publish" -> assertThat(user).isEqualTo("10001");
                default -> assertThat(user).as("%s has the image's", name).isEqualTo("null");
            }
        }
    }

    @Test
    void networksLeadNowhereButTheConsoles() throws IOException {
        Map<String, Map<String, Map<String, Object>>> content =
                new Yaml().load(Files.readString(Path.of("..", "docker-compose.yml")));
        var networks = Objects.requireNonNull(content.get("networks"));

        assertThat(networks.keySet()).containsExactlyInAnyOrder("database", "broker", "services", "front");
        for (var internal : List.of("database", "broker", "services")) {
            assertThat(networks.get(internal)).isEqualTo(Map.of("internal", true));
        }
        assertThat(SERVICES)
                .allSatisfy((name, service) -> assertThat(service)
                        .as("%s is not on a network that nobody named", name)
                        .containsAnyOf(
                                Map.entry("network_mode", "none"),
                                Map.entry("networks", Objects.requireNonNullElse(service.get("networks"), "missing"))));
    }

    @Test
    void onlyWhoHasADatabaseReachesIt() {
        assertThat(on("database"))
                .containsExactlyInAnyOrder(
                        "postgres", "migrate", "collection-service", "key-service", "audit-service", "vault-service");
        assertThat(on("broker"))
                .containsExactlyInAnyOrder(
                        "rabbitmq",
                        "amqp-publish",
                        "collection-service",
                        "key-service",
                        "batch-dispatcher",
                        "signing-service",
                        "audit-service",
                        "vault-service");
        assertThat(on("front")).containsExactly("console");
        assertThat(with("ports")).containsExactly("console");
    }

    /** Who makes them aside. */
    @Test
    void everyVolumeOfSecretsIsReadByOnePartAlone() {
        var readers = new TreeMap<String, List<String>>();
        SERVICES.forEach((name, service) -> strings(service.get("volumes"))
                .forEach(volume -> readers.computeIfAbsent(volume.split(":", 2)[0], _ -> new ArrayList<>())
                        .add(name)));

        assertThat(readers.get("kek")).containsExactlyInAnyOrder("setup", "key-service");
        assertThat(readers.get("tokens")).containsExactly("setup");
        assertThat(readers.get("passwords")).containsExactly("setup");
        assertThat(readers.get("statement")).containsExactly("setup");
        assertThat(readers.get("authority")).containsExactly("certificates");
        assertThat(readers.remove("people")).isNotEmpty(); // what tokens of people are known by, and no token
        assertThat(readers.remove("console")).containsExactlyInAnyOrder("setup", "console", "progress");
        assertThat(readers)
                .allSatisfy((volume, by) -> assertThat(by)
                        .as(volume)
                        .hasSizeLessThanOrEqualTo(2)
                        .filteredOn(name -> !name.equals("setup") && !name.equals("certificates"))
                        .hasSizeLessThanOrEqualTo(1));
    }

    @Test
    void servicesThatShowCertificatesCallEachOtherByTls() {
        assertThat(SERVICES.get("certificates")).containsEntry("network_mode", "none");
        assertThat(SERVICES).allSatisfy((name, service) -> {
            if (service.get("environment") instanceof Map<?, ?> environment
                    && environment.containsKey("SIGNET_TLS_DIR")) {
                assertThat(strings(service.get("volumes"))).as(name).contains(volumeOf(name) + ":/run/signet/tls:ro");
                assertThat(environment)
                        .allSatisfy((variable, value) -> assertThat(value)
                                .as("%s %s", name, variable)
                                .asString()
                                .doesNotStartWith("http:"));
            }
        });
        assertThat(environmentsWith("SIGNET_TLS_DIR")).isEqualTo(environmentsWith("SIGNET_COLLECTION_URL"));
    }

    private static String volumeOf(String service) {
        return "tls-" + service.replaceFirst("^batch-", "").replaceFirst("-service$", "");
    }

    private static List<String> environmentsWith(String variable) {
        return SERVICES.keySet().stream()
                .filter(name -> SERVICES.getOrDefault(name, Map.of()).get("environment") instanceof Map<?, ?> some
                        && some.containsKey(variable))
                .toList();
    }

    @Test
    void nothingSecretIsInTheEnvironment() {
        assertThat(SERVICES).allSatisfy((_, service) -> {
            if (service.get("environment") instanceof Map<?, ?> environment) {
                environment.forEach((variable, value) -> {
                    assertThat(String.valueOf(variable)).doesNotMatch(".*(PASSWORD|TOKEN|SECRET|KEK|KEY)");
                    assertThat(String.valueOf(value)).doesNotMatch(".*://[^/]*@.*");
                });
            }
        });
    }

    private static TreeSet<String> on(String network) {
        var found = new TreeSet<String>();
        SERVICES.forEach((name, service) -> {
            if (strings(service.get("networks")).contains(network)) {
                found.add(name);
            }
        });
        return found;
    }

    private static List<String> with(String property) {
        return SERVICES.keySet().stream()
                .filter(name -> SERVICES.getOrDefault(name, Map.of()).containsKey(property))
                .toList();
    }

    private static List<String> strings(@Nullable Object list) {
        return list instanceof List<?> some ? some.stream().map(String::valueOf).toList() : List.of();
    }
}
