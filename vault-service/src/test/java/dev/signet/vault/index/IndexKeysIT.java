package dev.signet.vault.index;

import static dev.signet.vault.RunningVault.KEY;
import static dev.signet.vault.RunningVault.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.contract.Bytes;
import dev.signet.vault.RunningVault;
import dev.signet.vault.key.ItemId;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest.Builder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;

/** Index keys come and go without anybody knowing the ids. */
@SuppressWarnings("NullAway.Init") // started before each test
class IndexKeysIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] PAYLOAD = "payload".getBytes(UTF_8);
    private static final String WAITING = """
            SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND wait_event = 'advisory'
            """;

    private final String id = UUID.randomUUID().toString();
    private RunningVault vault;

    @BeforeEach
    void start(@TempDir Path directory) {
        vault = new RunningVault(directory, "--signet.vault.versions=3");
    }

    @AfterEach
    void stop() {
        vault.close();
    }

    @Test
    void itemOfBeforeOpensAfterwardsAndThenStandsWhereTheNewKeyPlacesIt() {
        var key = vault.stored(id, PAYLOAD);
        var sibling = vault.stored(id, PAYLOAD);
        var before = locators();

        rotate();
        assertThat(locators()).as("nobody knows the ids").isEqualTo(before);
        assertThat(vault.open(id, key).body()).isEqualTo(PAYLOAD);

        assertThat(locators()).containsExactly(locator(2), locator(2)).doesNotContainAnyElementsOf(before);
        assertThat(vault.open(id, key).body()).as("and again").isEqualTo(PAYLOAD);
        assertThat(vault.open(id, sibling).body()).isEqualTo(PAYLOAD);
        assertThat(vault.remove(id, sibling).statusCode()).isEqualTo(204);
    }

    @Test
    void versionsAreNumberedOnAndStillLimited() {
        var first = vault.stored(id, PAYLOAD);
        rotate();
        var second = vault.put(id, PAYLOAD);
        rotate();
        var third = vault.put(id, PAYLOAD);

        assertThat(json(second).path("version").asInt()).isEqualTo(2);
        assertThat(json(third).path("version").asInt()).isEqualTo(3);
        assertThat(vault.put(id, PAYLOAD).statusCode()).isEqualTo(409);
        assertThat(vault.open(id, first).body()).isEqualTo(PAYLOAD);
    }

    @Test
    void sameKeyAndPayloadAgainIsAnsweredAsBeforeTheRotation() {
        var key = vault.stored(id, PAYLOAD);
        rotate();

        var again = vault.put(id, PAYLOAD, KEY, key);

        assertThat(json(again).path("version").asInt()).isEqualTo(1);
        assertThat(locators()).hasSize(1);
    }

    @Test
    void keyByWhichNothingIsPlacedAnyMoreIsDroppedAndGone() {
        var key = vault.stored(id, PAYLOAD);
        rotate();
        assertThat(drop("1").statusCode()).as("in use").isEqualTo(409);
        assertThat(drop("2").statusCode()).as("the current one").isEqualTo(409);
        assertThat(drop("3").statusCode()).isEqualTo(404);

        vault.open(id, key);
        assertThat(drop("1").statusCode()).isEqualTo(204);
        assertThat(drop("1").statusCode()).as("again").isEqualTo(204);

        assertThat(vault.jdbc()
                        .sql("SELECT version FROM index_key WHERE sealed IS NOT NULL")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        assertThat(vault.open(id, key).body()).isEqualTo(PAYLOAD);
        var listed = json(vault.send("/api/v1/vault-index-keys", Builder::GET)).path("items");
        assertThat(listed).hasSize(2);
        assertThat(listed.path(0).path("inUse").asBoolean()).isTrue();
        assertThat(listed.path(1).has("droppedAt")).isTrue();
    }

    @Test
    void keyThatIsDroppedAnywayLeavesWhatItHasPlacedToItsOwners() {
        var key = vault.stored(id, PAYLOAD);
        rotate();

        assertThat(drop("1?anyway=true").statusCode()).isEqualTo(204);

        assertThat(vault.open(id, key).body()).isEqualTo(PAYLOAD);
        var next = vault.put(id, PAYLOAD);
        assertThat(json(next).path("version").asInt()).as("nobody knows of the first").isEqualTo(1);
        assertThat(vault.open(id, key).body()).isEqualTo(PAYLOAD);
    }

    @Test
    void whatIsStoredParanoidlyHoldsUpNoDropAndCannotBeToldFromTheOthers() {
        var key = vault.stored(id + "?paranoid=true", PAYLOAD);
        rotate();
        assertThat(vault.open(id, key).body()).isEqualTo(PAYLOAD);

        assertThat(drop("1").statusCode()).isEqualTo(204);
        assertThat(vault.open(id, key).body()).isEqualTo(PAYLOAD);
    }

    @Test
    void whatIsRemovedHoldsUpNoDrop() {
        vault.remove(id, vault.stored(id, PAYLOAD));
        rotate();

        assertThat(drop("1").statusCode()).isEqualTo(204);
    }

    @Test
    void rotationWaitsForWhoIsPlacingAnItemAndOthersPlaceByTheNewKey() {
        var rotation = new ArrayList<CompletableFuture<HttpResponse<byte[]>>>();
        vault.bean(TransactionTemplate.class).executeWithoutResult(_ -> {
            assertThat(vault.bean(IndexKeys.class).held()).hasSize(1);
            rotation.add(CompletableFuture.supplyAsync(this::rotate));
            await().atMost(PATIENCE)
                    .until(() -> vault.jdbc().sql(WAITING).query(Long.class).single() > 0);
        });

        assertThat(rotation.getFirst().join().statusCode()).isEqualTo(201);
        vault.stored(id, PAYLOAD);
        assertThat(locators()).containsExactly(locator(2));
    }

    @Test
    void otherInstancesPlaceByTheNewKeyAtOnce() {
        try (var other = vault.another()) {
            rotate();

            var keys = other.getBean(IndexKeys.class).living();
            assertThat(keys.getFirst().locator(itemId())).hasToString(locator(2).toBase64Url().substring(0, 8));
        }
    }

    @Test
    void thereAreNeverMoreThanEight() {
        for (var key = 2; key <= 8; key++) {
            assertThat(rotate().statusCode()).isEqualTo(201);
        }

        assertThat(rotate().statusCode()).isEqualTo(409);
        assertThat(json(rotate()).path("type").asString()).isEqualTo("/problems/key-in-use");
    }

    @Test
    void whatBecomesOfKeysIsToldTheAuditLog() {
        rotate();
        drop("1");

        assertThat(vault.jdbc()
                        .sql("SELECT event ->> 'type' FROM outbox ORDER BY id")
                        .query((row, _) -> String.valueOf(row.getString(1)))
                        .list())
                .containsExactly("dev.signet.vault.index.rotated", "dev.signet.vault.index.dropped");
    }

    private HttpResponse<byte[]> rotate() {
        return vault.send("/api/v1/vault-index-keys", request -> request.POST(BodyPublishers.noBody()));
    }

    private HttpResponse<byte[]> drop(String version) {
        return vault.send("/api/v1/vault-index-keys/" + version, Builder::DELETE);
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

    private List<Bytes> locators() {
        return vault.jdbc()
                .sql("SELECT locator FROM item ORDER BY id")
                .query((row, _) -> Bytes.wrap(row.getBytes(1)))
                .list();
    }
}
