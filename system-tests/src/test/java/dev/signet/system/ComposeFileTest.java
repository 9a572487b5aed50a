package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What docker-compose.yml lets each container do, reach and read. */
class ComposeFileTest {
    private static final Map<String, Map<String, Object>> SERVICES = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        Map<String, Map<String, Map<String, Object>>> file =
                new Yaml().load(Files.readString(Path.of("..", "docker-compose.yml")));
        SERVICES.putAll(file.getOrDefault("services", Map.of()));
    }

    @Test
    void everyContainerIsConfined() {
        assertThat(SERVICES).hasSizeGreaterThan(12).allSatisfy((name, service) -> {
            assertThat(service.get("read_only")).isEqualTo(true);
            assertThat(service.get("cap_drop")).isEqualTo(List.of("ALL"));
            assertThat(service.get("security_opt")).isEqualTo(List.of("no-new-privileges:true"));
            assertThat(service.containsKey("privileged")).isFalse();
        });
        assertThat(with("cap_add")).containsExactly("cli");
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

    /** The set-up aside, which makes them. */
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
        assertThat(readers.remove("people")).isNotEmpty(); // what tokens of people are known by, and no token
        assertThat(readers.remove("console")).containsExactlyInAnyOrder("setup", "console", "progress");
        assertThat(readers)
                .allSatisfy((volume, by) -> assertThat(by)
                        .as(volume)
                        .hasSizeLessThanOrEqualTo(2)
                        .filteredOn(name -> !name.equals("setup"))
                        .hasSizeLessThanOrEqualTo(1));
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
