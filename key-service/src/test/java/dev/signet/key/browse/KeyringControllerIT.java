package dev.signet.key.browse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.contract.KeyId;
import dev.signet.contract.KeyringName;
import dev.signet.contract.LeaseRevocation;
import dev.signet.key.RunningKeyService;
import dev.signet.key.Worker;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class KeyringControllerIT {
    private static final Worker WORKER = new Worker();

    private static RunningKeyService service;

    @BeforeAll
    static void start(@TempDir Path directory) {
        service = RunningKeyService.start(directory);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void clear() {
        service.clear();
    }

    @Test
    void keysStandInTheOrderInWhichTheyAreTaken() {
        var made = service.generateKeys(3);
        lease(1);
        giveUp(lease(2));

        var keys = items("/api/v1/keyring/keys");

        assertThat(ids(keys))
                .containsExactly(
                        made.get(0).value(), made.get(2).value(), made.get(1).value());
        assertThat(keys.get(0).get("state").asString()).isEqualTo("LEASED");
        assertThat(keys.get(1).get("state").asString()).isEqualTo("FREE");
        assertThat(keys.get(2).get("lastUsedTick").asLong()).isPositive();
    }

    @Test
    void keysAreRankedWithinTheirKeyring() {
        var mail = new KeyringName("mail");
        var plain = service.generateKeys(1);
        var made = service.generateKeys(mail, 2);

        assertThat(ids(items("/api/v1/keyring/keys")))
                .containsExactly(plain.getFirst().value());
        assertThat(ids(items("/api/v1/keyring/keys?keyring=mail")))
                .containsExactly(made.get(0).value(), made.get(1).value());
        assertThat(items("/api/v1/keyring/keys?keyring=nobodys")).isEmpty();
        assertThat(service.get("/api/v1/keyring/keys?keyring=No!").statusCode()).isEqualTo(400);
    }

    @Test
    void holderIsShownWithItsBatchAndSinceWhen() {
        service.generateKeys(1);
        var lease = lease(7);

        var holder = items("/api/v1/keyring/keys").getFirst().get("holder");

        assertThat(holder.get("leaseId").asString())
                .isEqualTo(lease.get("leaseId").asString());
        assertThat(holder.get("batchId").asString()).isEqualTo("7");
        assertThat(holder.get("state").asString()).isEqualTo("ACTIVE");
        assertThat(holder.get("heldMillis").asLong()).isNotNegative();
        assertThat(holder.propertyNames()).contains("workerId", "since", "expiresAt");
    }

    @Test
    void pagesOfKeysHangTogether() {
        var made = service.generateKeys(5);

        var first = service.getJson("/api/v1/keyring/keys?limit=2");
        var second = service.getJson(
                "/api/v1/keyring/keys?limit=500&cursor=" + first.get("next").asString());

        assertThat(ids(first.get("items").valueStream().toList()))
                .containsExactly(made.get(0).value(), made.get(1).value());
        assertThat(ids(second.get("items").valueStream().toList())).hasSize(3);
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void leasesOfAKeyAreThoseThatWereOpenInTheWindow() {
        var key = service.generateKeys(1).getFirst();
        giveUp(lease(1));
        giveUp(lease(2));
        lease(3);
        service.jdbc()
                .sql(
                        "UPDATE key_lease SET granted_at = granted_at - interval '2 h', closed_at = closed_at - interval '2 h' WHERE batch_id = 1")
                .update();

        assertThat(batches(path(key, ""))).containsExactly("3", "2", "1");
        assertThat(batches(path(key, "?from=" + anHourAgo()))).containsExactly("3", "2");
        assertThat(batches(path(key, "?to=" + anHourAgo()))).containsExactly("1");
        assertThat(batches(path(key, "?from=-999999999-01-01T00:00:00Z&to=%2B999999999-01-01T00:00:00Z")))
                .hasSize(3);
        assertThat(service.get(path(key, "?from=yesterday")).statusCode()).isEqualTo(400);
        assertThat(batches("/api/v1/keyring/leases")).containsExactly("3", "2", "1");
        assertThat(batches("/api/v1/keyring/leases?limit=1")).containsExactly("3");
    }

    private static String anHourAgo() {
        return service.jdbc()
                .sql(
                        "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC' - interval '1 h', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')")
                .query(String.class)
                .single();
    }

    private static String path(KeyId key, String query) {
        return "/api/v1/keys/" + key + "/leases" + query;
    }

    private static JsonNode lease(long batch) {
        var lease = service.postJson("/internal/leases", WORKER.call(batch, 0))
                .path("replies")
                .path(0);
        assertThat(lease.path("outcome").asString()).isEqualTo("GRANTED");
        return lease;
    }

    private static void giveUp(JsonNode lease) {
        var reply = service.post(
                "/internal/leases/%s/revocation".formatted(lease.get("leaseId").asString()),
                new LeaseRevocation.Request(false));
        assertThat(reply.statusCode()).isLessThan(300);
    }

    private static List<JsonNode> items(String path) {
        return service.getJson(path).get("items").valueStream().toList();
    }

    private static List<String> batches(String path) {
        return items(path).stream().map(item -> item.get("batchId").asString()).toList();
    }

    private static List<String> ids(List<JsonNode> keys) {
        return keys.stream().map(key -> key.get("id").asString()).toList();
    }
}
