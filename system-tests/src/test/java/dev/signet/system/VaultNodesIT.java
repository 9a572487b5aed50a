package dev.signet.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.signet.vaultclient.HttpVault;
import dev.signet.vaultclient.Vault;
import dev.signet.vaultclient.VaultFailure;
import dev.signet.vaultclient.VaultFailure.Reason;
import dev.signet.vaultclient.VaultSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Instances of the vault know of each other and survive each other: errors, single delivery, the list of nodes, health, retries, configuration. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // started before the tests
class VaultNodesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration ONE_TRY = Duration.ofSeconds(30);
    private static final String RECORDS = "SELECT count(*) FROM collection.record";

    private static final String OPENED =
            "SELECT count(*) FROM vault.outbox WHERE event ->> 'type' = 'dev.signet.vault.opened'";

    private static final byte[] PAYLOAD = "payload".getBytes(UTF_8);

    private Path directory;
    private TestSystem system;
    private VaultNode lasting;
    private VaultNode mortal;
    private int started;

    @BeforeAll
    void start(@TempDir Path logs) {
        directory = logs;
        system = TestSystem.create().with("signet.vault.heartbeat", "500ms");
        system.start(Service.COLLECTION);
        lasting = node();
        mortal = node();
    }

    @AfterAll
    void stop() {
        mortal.close();
        lasting.close();
        system.close();
    }

    @BeforeEach
    void haveTwo() {
        if (!mortal.isAlive()) {
            mortal = node();
        }
    }

    private VaultNode node() {
        started++;
        return VaultNode.start(system, directory.resolve("vault-%d.log".formatted(started)), "-Xmx128m");
    }

    @Test
    void errorReachesTheCallerWithItsReason() throws Exception {
        system.stop(Service.COLLECTION);
        try (var overHttp = vault(Duration.ofSeconds(6), mortal, lasting);
                var overBroker = overBroker(Duration.ofSeconds(6))) {
            for (var vault : List.of(overHttp, overBroker)) {
                var failure = catchThrowableOfType(VaultFailure.class, () -> vault.store(id(), PAYLOAD));

                assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
                assertThat(failure).hasMessageContaining("The vault cannot reach collection-service now");
            }
        } finally {
            system.start(Service.COLLECTION);
        }
    }

    @Test
    void eachRequestIsDoneByOneNodeAlone() throws Exception {
        var records = system.count(RECORDS);
        var opened = system.count(OPENED);
        try (var vault = overBroker(PATIENCE)) {
            for (var request = 0; request < 40; request++) {
                var id = id();
                assertThat(vault.retrieve(id, vault.store(id, PAYLOAD))).isEqualTo(PAYLOAD);
            }
        }
        assertThat(system.count(RECORDS) - records).isEqualTo(40);
        assertThat(system.count(OPENED) - opened)
                .as("each node tells of what it has opened")
                .isEqualTo(40);
    }

    @Test
    void clientThatKnowsOneNodeLearnsOfTheOthersAndOutlivesIt() {
        try (var vault = HttpVault.at(
                VaultSettings.of(mortal.uri()).within(PATIENCE, ONE_TRY).learningOfOthers())) {
            var id = id();
            var key = vault.store(id, PAYLOAD);
            mortal.kill();

            assertThat(vault.retrieve(id, key)).isEqualTo(PAYLOAD);
        }
    }

    @Test
    void nodeThatDiesIsSeenToBeAwayAndOneThatIsStoppedIsForgotten() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(states())
                        .containsEntry(mortal.uri().toString(), "UP")
                        .containsEntry(lasting.uri().toString(), "UP"));
        mortal.kill();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(states())
                        .containsEntry(mortal.uri().toString(), "AWAY")
                        .containsEntry(lasting.uri().toString(), "UP"));
        var stopped = node();
        stopped.close();
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(states()).doesNotContainKey(stopped.uri().toString()));
    }

    @Test
    void nodeKilledInMidRequestIsMadeUpForByAnother() throws Exception {
        var payload = new byte[48 * 1024 * 1024];
        new Random(7).nextBytes(payload);
        var id = id();
        var records = system.count(RECORDS);
        try (var vault = vault(PATIENCE, mortal, lasting)) {
            var storing = CompletableFuture.supplyAsync(() -> vault.store(id, payload));
            await().atMost(PATIENCE).until(() -> system.count(RECORDS) > records + 3);
            mortal.kill();

            assertThat(vault.retrieve(id, storing.get())).isEqualTo(payload);
        }
    }

    @Test
    void nodeKilledWhileItGivesAPayloadOutIsMadeUpForByAnother() throws Exception {
        var payload = new byte[48 * 1024 * 1024];
        new Random(8).nextBytes(payload);
        var id = id();
        try (var vault = vault(PATIENCE, mortal, lasting)) {
            var key = vault.store(id, payload);
            var before = told(lasting, "/done/opened");
            var retrieving = CompletableFuture.supplyAsync(() -> vault.retrieve(id, key));
            await().atMost(PATIENCE).until(() -> told(mortal, "/doing/opening") == 1);

            mortal.kill();

            assertThat(retrieving.get()).isEqualTo(payload);
            await().atMost(PATIENCE).until(() -> told(lasting, "/done/opened") == before + 1);
        }
    }

    @Test
    void nodeKilledInMidRemovalIsMadeUpForByAnother() throws Exception {
        var id = id();
        try (var vault = vault(PATIENCE, mortal, lasting);
                var blocking = system.database().connect();
                var statement = blocking.createStatement()) {
            var key = vault.store(id, PAYLOAD);
            blocking.setAutoCommit(false);
            statement.execute("SELECT FROM vault.item ORDER BY id DESC LIMIT 1 FOR UPDATE");
            var removing = CompletableFuture.runAsync(() -> vault.remove(id, key));
            system.database().awaitBackendWaitingForLock();

            mortal.kill();
            blocking.rollback();
            removing.get();

            var failure = catchThrowableOfType(VaultFailure.class, () -> vault.retrieve(id, key));
            assertThat(failure.reason()).isEqualTo(Reason.REMOVED);
        }
    }

    private long told(VaultNode of, String what) throws Exception {
        return known(of, what).asLong();
    }

    /** What the lasting node knows of a node. */
    private JsonNode known(VaultNode of, String what) throws Exception {
        return lasting.nodes()
                .path("items")
                .valueStream()
                .filter(node -> node.path("url").asString().equals(of.uri().toString()))
                .findFirst()
                .orElseThrow()
                .at(what);
    }

    @Test
    void requestsOnTheBrokerAreAnsweredThoughANodeDies() throws Exception {
        try (var vault = overBroker(PATIENCE);
                var callers = Executors.newFixedThreadPool(8)) {
            var stored = new ArrayList<CompletableFuture<byte[]>>();
            var ids = new ArrayList<byte[]>();
            for (var request = 0; request < 60; request++) {
                var id = id();
                ids.add(id);
                stored.add(CompletableFuture.supplyAsync(() -> vault.store(id, PAYLOAD), callers));
            }
            stored.getFirst().get();
            mortal.kill();

            for (var request = 0; request < stored.size(); request++) {
                assertThat(vault.retrieve(ids.get(request), stored.get(request).get()))
                        .isEqualTo(PAYLOAD);
            }
        }
    }

    @Test
    void whereANodeIsReachedIsConfigured() throws Exception {
        var url = "http://vault.example:8086";
        system.with("signet.vault.node-url", url);
        try (var _ = node()) {
            assertThat(states()).containsEntry(url, "UP");
        } finally {
            system.with("signet.vault.node-url", "");
        }
    }

    @Test
    void nodeSaysThatItIsThereAsOftenAsIsConfigured() throws Exception {
        system.with("signet.vault.heartbeat", "100ms");
        try (var often = node()) {
            system.with("signet.vault.heartbeat", "60s");
            try (var seldom = node()) {
                var once = seen(seldom);
                for (var beat = 0; beat < 10; beat++) {
                    var before = seen(often);
                    await().atMost(PATIENCE).until(() -> !seen(often).equals(before));
                }
                assertThat(seen(seldom)).isEqualTo(once);
            }
        } finally {
            system.with("signet.vault.heartbeat", "500ms");
        }
    }

    private String seen(VaultNode node) throws Exception {
        return known(node, "/seenAt").asString();
    }

    private Vault vault(Duration deadline, VaultNode... nodes) {
        var addresses = List.of(nodes).stream().map(VaultNode::uri).toArray(URI[]::new);
        return HttpVault.at(VaultSettings.of(addresses).within(deadline, ONE_TRY));
    }

    private Vault overBroker(Duration deadline) throws Exception {
        return lasting.overBroker(system, deadline, ONE_TRY);
    }

    /** As the lasting node tells. */
    private Map<String, String> states() throws IOException, InterruptedException {
        var states = new HashMap<String, String>();
        lasting.nodes()
                .path("items")
                .forEach(node -> states.put(
                        node.path("url").asString(), node.path("state").asString()));
        return states;
    }

    private static byte[] id() {
        return UUID.randomUUID().toString().getBytes(UTF_8);
    }
}
