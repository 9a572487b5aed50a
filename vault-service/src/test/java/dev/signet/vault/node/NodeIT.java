package dev.signet.vault.node;

import static dev.signet.vault.RunningVault.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.contract.Bytes;
import dev.signet.platform.AesGcm;
import dev.signet.testing.TestBroker;
import dev.signet.vault.RunningVault;
import dev.signet.vault.index.IndexKeys;
import dev.signet.vault.key.ItemId;
import dev.signet.vault.key.KeyEncryptionKeyHealth;
import dev.signet.vault.key.Locator;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpRequest.Builder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What an instance tells of itself. */
class NodeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void nodeSaysWhatItHasDone(@TempDir Path directory) {
        try (var vault = new RunningVault(directory, "--signet.vault.heartbeat=100ms", "--signet.vault.attempts=2")) {
            var key = vault.stored("id", "payload".getBytes(UTF_8));
            vault.open("id", key);
            vault.put("id", "payload".getBytes(UTF_8), RunningVault.KEY, key); // the same again is nothing new
            for (var attempt = 0; attempt < 3; attempt++) {
                vault.open("id", Bytes.wrap(AesGcm.randomKey()).toBase64Url());
            }
            vault.remove("id", key);
            vault.remove("id", key);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(node(vault).path("done").toString())
                            .isEqualTo("{\"stored\":1,\"opened\":1,\"removed\":1,\"refused\":2,\"limited\":1}"));
            assertThat(node(vault).path("doing").toString()).isEqualTo("{\"storing\":0,\"opening\":0,\"removing\":0}");
            assertThat(vault.bean(MeterRegistry.class)
                            .get("signet.vault.requests")
                            .tag("outcome", "refused")
                            .counter()
                            .count())
                    .isEqualTo(2);
        }
    }

    @Test
    void nodeThatTheBrokerHasLeftSaysSo(@TempDir Path directory) {
        var broker = TestBroker.embedded();
        try (var vault = new RunningVault(directory, broker, "embedded", "--signet.vault.heartbeat=100ms")) {
            await().atMost(PATIENCE).until(() -> node(vault).path("onBroker").asBoolean());

            broker.stop();

            await().atMost(PATIENCE).until(() -> !node(vault).path("onBroker").asBoolean());
            assertThat(node(vault).path("state").asString()).isEqualTo("UP");
        }
    }

    @Test
    void nodeSaysWhetherItsKeyEncryptionKeyOpensAllThatIsThere(@TempDir Path directory) {
        try (var vault = new RunningVault(directory)) {
            assertThat(readiness(vault)).isEqualTo(200);
            assertThat(json(vault.send("/api/v1/vault-nodes", Builder::GET))
                            .path("kekFits")
                            .asBoolean())
                    .isTrue();

            vault.jdbc().sql("UPDATE secret SET kek_id = 'another'").update();

            assertThat(readiness(vault)).isEqualTo(503);
            assertThat(json(vault.send("/api/v1/vault-nodes", Builder::GET))
                            .path("kekFits")
                            .asBoolean())
                    .isFalse();
        }
    }

    @Test
    void keyEncryptionKeyIsReplacedByAStartThatKnowsBoth(@TempDir Path directory) throws IOException {
        var next = Base64.getEncoder().encodeToString(AesGcm.randomKey()) + "\n";
        try (var vault = new RunningVault(directory)) {
            var before = locator(vault.bean(IndexKeys.class));
            var kek = directory.resolve("kek");
            Files.writeString(kek, next + Files.readString(kek));

            try (var knowsBoth = vault.another()) {
                assertThat(locator(knowsBoth.getBean(IndexKeys.class))).isEqualTo(before);
                assertThat(readiness(vault))
                        .as("of who knows the old one alone")
                        .isEqualTo(503);
            }

            Files.writeString(kek, next);
            try (var knowsTheNewOne = vault.another()) {
                assertThat(locator(knowsTheNewOne.getBean(IndexKeys.class))).isEqualTo(before);
                assertThat(knowsTheNewOne.getBean(KeyEncryptionKeyHealth.class).fits())
                        .isTrue();
            }
        }
    }

    private static Locator locator(IndexKeys keys) {
        return keys.living().getFirst().locator(ItemId.of("", "id".getBytes(UTF_8)));
    }

    private static int readiness(RunningVault vault) {
        return vault.send("/actuator/health/readiness", Builder::GET).statusCode();
    }

    private static JsonNode node(RunningVault vault) {
        return json(vault.send("/api/v1/vault-nodes", Builder::GET))
                .path("items")
                .path(0);
    }
}
