package dev.signet.vault.index;

import static dev.signet.vault.RunningVault.KEY;
import static dev.signet.vault.RunningVault.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.contract.Bytes;
import dev.signet.vault.RunningVault;
import dev.signet.vault.key.ItemId;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest.Builder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;

/** Index keys come and go without anybody knowing the ids. Each test begins with one that has placed nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // started before the tests
class IndexKeysIT {
    private static final byte[] PAYLOAD = "payload".getBytes(UTF_8);

    private RunningVault vault;
    private String id = "";
    private int first;
    private long eventsBefore;

    @BeforeAll
    void start(@TempDir Path directory) {
        vault = new RunningVault(directory, "--signet.vault.versions=3");
    }

    @AfterAll
    void stop() {
        vault.close();
    }

    @BeforeEach
    void beginWithOneKey() {
        id = UUID.randomUUID().toString();
        rotate();
        var keys = vault.bean(IndexKeys.class).living();
        keys.stream().skip(1).forEach(key -> drop(key.version(), "?anyway=true"));
        first = keys.getFirst().version();
        eventsBefore =
                vault.jdbc().sql("SELECT max(id) FROM outbox").query(Long.class).single();
    }

    @Test
    void itemOfBeforeOpensAfterwardsAndThenStandsWhereTheNewKeyPlacesIt() {
        var key = vault.stored(id, PAYLOAD);
        var sibling = vault.stored(id, PAYLOAD);
        var before = locator(first);

        rotate();
        assertThat(countAt(before)).as("nobody knows the ids").isEqualTo(2);
        assertThat(vault.open(id, key).body()).isEqualTo(PAYLOAD);

        assertThat(countAt(before)).isZero();
        assertThat(countAt(locator(first + 1))).isEqualTo(2);
        assertThat(vault.open(id, key).body()).as("and again").isEqualTo(PAYLOAD);
        assertThat(vault.open(id, sibling).body()).isEqualTo(PAYLOAD);
        assertThat(vault.remove(id, sibling).statusCode()).isEqualTo(204);
    }

    @Test
    void versionsAreNumberedOnAndStillLimited() {
        var key = vault.stored(id, PAYLOAD);
        rotate();
        var second = vault.put(id, PAYLOAD);
        rotate();
        var third = vault.put(id, PAYLOAD);

        assertThat(json(second).path("version").asInt()).isEqualTo(2);
        assertThat(json(third).path("version").asInt()).isEqualTo(3);
        assertThat(vault.put(id, PAYLOAD).statusCode()).isEqualTo(409);
        assertThat(vault.open(id, key).body()).isEqualTo(PAYLOAD);
    }

    @Test
    void sameKeyAndPayloadAgainIsAnsweredAsBeforeTheRotation() {
        var key = vault.stored(id, PAYLOAD);
        rotate();

        var again = vault.put(id, PAYLOAD, KEY, key);

        assertThat(json(again).path("version").asInt()).isEqualTo(1);
        assertThat(countAt(locator(first)) + countAt(locator(first + 1))).isEqualTo(1);
    }

    @Test
    void keyByWhichNothingIsPlacedAnyMoreIsDroppedAndGone() {
        var key = vault.stored(id, PAYLOAD);
        rotate();
        assertThat(drop(first, "").statusCode()).as("in use").isEqualTo(409);
        assertThat(drop(first + 1, "").statusCode()).as("the current one").isEqualTo(409);
        assertThat(drop(first + 2, "").statusCode()).isEqualTo(404);

        vault.open(id, key);
        assertThat(drop(first, "").statusCode()).isEqualTo(204);
        assertThat(drop(first, "").statusCode()).as("again").isEqualTo(204);

        assertThat(vault.jdbc()
                        .sql("SELECT version FROM index_key WHERE sealed IS NOT NULL")
                        .query(Integer.class)
                        .single())
                .isEqualTo(first + 1);
        assertThat(vault.open(id, key).body()).isEqualTo(PAYLOAD);
        var listed = json(vault.send("/api/v1/vault-index-keys", Builder::GET)).path("items");
        assertThat(listed.path(0).path("inUse").asBoolean()).isTrue();
        assertThat(listed.path(1).path("version").asInt()).isEqualTo(first);
        assertThat(listed.path(1).has("droppedAt")).isTrue();
    }

    @Test
    void keyThatIsDroppedAnywayLeavesWhatItHasPlacedToItsOwners() {
        var key = vault.stored(id, PAYLOAD);
        rotate();

        assertThat(drop(first, "?anyway=true").statusCode()).isEqualTo(204);

        assertThat(vault.open(id, key).body()).isEqualTo(PAYLOAD);
        var next = vault.put(id, PAYLOAD);
        assertThat(json(next).path("version").asInt())
                .as("nobody knows of the first")
                .isEqualTo(1);
        assertThat(vault.open(id, key).body()).isEqualTo(PAYLOAD);
    }

    @Test
    void whatIsStoredParanoidlyHoldsUpNoDrop() {
        var key = vault.stored(id + "?paranoid=true", PAYLOAD);
        rotate();
        assertThat(drop(first, "").statusCode()).as("as with any other").isEqualTo(409);

        assertThat(vault.open(id, key).body()).isEqualTo(PAYLOAD);

        assertThat(drop(first, "").statusCode()).isEqualTo(204);
        assertThat(vault.open(id, key).body()).isEqualTo(PAYLOAD);
    }

    @Test
    void whatIsRemovedHoldsUpNoDrop() {
        vault.remove(id, vault.stored(id, PAYLOAD));
        rotate();

        assertThat(drop(first, "").statusCode()).isEqualTo(204);
    }

    @Test
    void rotationWaitsForWhoIsPlacingAnItemAndOthersPlaceByTheNewKey() {
        var rotation = new ArrayList<CompletableFuture<HttpResponse<byte[]>>>();
        vault.bean(TransactionTemplate.class).executeWithoutResult(_ -> {
            assertThat(vault.bean(IndexKeys.class).held()).hasSize(1);
            rotation.add(CompletableFuture.supplyAsync(this::rotate));
            vault.database().awaitBackendWaitingForLock();
        });

        assertThat(rotation.getFirst().join().statusCode()).isEqualTo(201);
        vault.stored(id, PAYLOAD);
        assertThat(countAt(locator(first + 1))).isEqualTo(1);
    }

    @Test
    void otherInstancesPlaceByTheNewKeyAtOnce() {
        try (var other = vault.another()) {
            rotate();

            var newest = other.getBean(IndexKeys.class).living().getFirst();
            assertThat(newest.locator(itemId()).value()).isEqualTo(locator(first + 1));
        }
    }

    @Test
    void thereAreNeverMoreThanEight() {
        for (var key = 2; key <= 8; key++) {
            assertThat(rotate().statusCode()).isEqualTo(201);
        }

        var refused = rotate();
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).path("type").asString()).isEqualTo("/problems/key-in-use");
    }

    @Test
    void whatBecomesOfKeysIsToldTheAuditLog() {
        rotate();
        drop(first, "");
        drop(first, "");

        assertThat(vault.jdbc()
                        .sql("SELECT event ->> 'type' FROM outbox WHERE id > :before ORDER BY id")
                        .param("before", eventsBefore)
                        .query((row, _) -> String.valueOf(row.getString(1)))
                        .list())
                .containsExactly("dev.signet.vault.index.rotated", "dev.signet.vault.index.dropped");
    }

    private HttpResponse<byte[]> rotate() {
        return vault.send("/api/v1/vault-index-keys", request -> request.POST(BodyPublishers.noBody()));
    }

    private HttpResponse<byte[]> drop(int version, String query) {
        return vault.send("/api/v1/vault-index-keys/" + version + query, Builder::DELETE);
    }

    private ItemId itemId() {
        return ItemId.of("", id.getBytes(UTF_8));
    }

    private Bytes locator(int version) {
        return vault.bean(IndexKeys.class).living().stream()
                .filter(key -> key.version() == version)
                .findFirst()
                .orElseThrow()
                .locator(itemId())
                .value();
    }

    private long countAt(Bytes locator) {
        return vault.jdbc()
                .sql("SELECT count(*) FROM item WHERE locator = :locator")
                .param("locator", locator.unsafeArray())
                .query(Long.class)
                .single();
    }
}
