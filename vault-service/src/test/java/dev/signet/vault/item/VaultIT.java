package dev.signet.vault.item;

import static dev.signet.vault.RunningVault.KEY;
import static dev.signet.vault.RunningVault.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.contract.Bytes;
import dev.signet.platform.AesGcm;
import dev.signet.vault.RunningVault;
import dev.signet.vault.index.IndexKeys;
import dev.signet.vault.key.ItemId;
import dev.signet.vault.key.ItemKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // started before all tests
class VaultIT {
    /** Of payload, in the first record of a large item: less one byte that says what it is, and what is the cipher's. */
    private static final int FIRST_SEGMENT = 512 * 1024 - 40 - 16 - 1;

    private static final byte[] PAYLOAD = "what only its owner reads".getBytes(UTF_8);

    private String id = "";
    private RunningVault vault;

    @BeforeAll
    void start(@TempDir Path directory) {
        vault = new RunningVault(
                directory, "--signet.vault.attempts=5", "--signet.vault.versions=3", "--signet.vault.max-bytes=2MB");
    }

    @BeforeEach
    void newId() {
        id = UUID.randomUUID().toString();
    }

    @AfterEach
    void up() {
        vault.records().setDown(false);
    }

    @AfterAll
    void stop() {
        vault.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, FIRST_SEGMENT - 1, FIRST_SEGMENT, FIRST_SEGMENT + 1, 2 * 1024 * 1024})
    void whatIsStoredOpensWithItsKey(int length) {
        var payload = new byte[length];
        new Random(length).nextBytes(payload);

        var answer = vault.open(id, vault.stored(id, payload));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(payload);
        assertThat(answer.headers().map())
                .containsEntry("Cache-Control", List.of("no-store"))
                .containsEntry("Content-Type", List.of("application/octet-stream"))
                .containsEntry("Content-Length", List.of(Integer.toString(length)))
                .containsEntry("Signet-Vault-Version", List.of("1"));
    }

    @Test
    void keyIsToldOnceAndNotToBeKept() {
        var answer = vault.put(id, PAYLOAD);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(json(answer).path("version").asInt()).isEqualTo(1);
        assertThat(Base64.getUrlDecoder().decode(json(answer).path("key").asString()))
                .hasSize(32);
    }

    @Test
    void jsonIsGivenBackAsJson() {
        var key = vault.stored(id, "{\"a\":1}".getBytes(UTF_8), "Content-Type", "application/json; charset=utf-8");

        var answer = vault.open(id, key);

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).asString().isEqualTo("{\"a\":1}");
    }

    @Test
    void bodyThatDoesNotSayHowLongItIsIsTakenAsItComes() {
        var answer = vault.send(
                "/api/v1/vault/" + id,
                request -> request.PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(PAYLOAD))));

        assertThat(vault.open(id, json(answer).path("key").asString()).body()).isEqualTo(PAYLOAD);
    }

    @Test
    void largerPayloadThanAllowedIsRefusedWhetherItSaysSoOrNot() {
        var large = new byte[2 * 1024 * 1024 + 1];

        assertThat(vault.put(id, large).statusCode()).isEqualTo(413);
        assertThat(vault.send(
                                "/api/v1/vault/" + id,
                                request -> request.PUT(
                                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void newVersionHasItsOwnKeyAndTheOldKeyOpensTheOldOne() {
        var first = vault.stored(id, "one".getBytes(UTF_8));
        var second = vault.stored(id, "two".getBytes(UTF_8));

        assertThat(second).isNotEqualTo(first);
        assertThat(vault.open(id, first).body()).asString().isEqualTo("one");
        assertThat(vault.open(id, second).body()).asString().isEqualTo("two");
        assertThat(vault.open(id, second).headers().firstValue("Signet-Vault-Version"))
                .contains("2");
    }

    @Test
    void idHasNoMoreVersionsThanAllowed() {
        for (var version = 1; version <= 3; version++) {
            vault.stored(id, PAYLOAD);
        }

        refused(vault.put(id, PAYLOAD), 409, "too-many-versions");
    }

    @Test
    void sameIdIsTheSameHoweverItIsWrittenAndAnotherOfAnotherTenant() {
        var key = vault.stored("M%C3%BCller%20" + id, PAYLOAD);
        var encoded = "~" + Base64.getUrlEncoder().encodeToString(("Müller " + id).getBytes(UTF_8));

        assertThat(vault.open(encoded, key).body()).isEqualTo(PAYLOAD);
        refused(vault.open(encoded, key, "Signet-Tenant", "another"), 404, "not-opened");
        assertThat(vault.open(id, vault.stored(id, PAYLOAD, "Signet-Tenant", "another"), "Signet-Tenant", "another")
                        .body())
                .isEqualTo(PAYLOAD);
    }

    @Test
    void sameKeyAndPayloadAgainIsAnsweredAsTheFirstTimeAndAnotherPayloadIsRefused() {
        var key = freshKey();
        vault.stored(id, PAYLOAD, KEY, key);
        var records = vault.records().records().size();

        var again = vault.put(id, PAYLOAD, KEY, key);

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(json(again).path("version").asInt()).isEqualTo(1);
        assertThat(vault.records().records()).hasSize(records);
        refused(vault.put(id, "another".getBytes(UTF_8), KEY, key), 422, "key-reused");
        assertThat(vault.open(id, key).body()).isEqualTo(PAYLOAD);
    }

    @Test
    void tryThatWasCutOffIsFinishedByTheNextOne() {
        var key = freshKey();
        vault.records().setDown(true);
        refused(vault.put(id, PAYLOAD, KEY, key), 503, "unavailable");
        refused(vault.open(id, key), 404, "not-opened");
        vault.records().setDown(false);

        assertThat(vault.stored(id, PAYLOAD, KEY, key)).isEqualTo(key);

        assertThat(vault.open(id, key).body()).isEqualTo(PAYLOAD);
    }

    @Test
    void storageWhoseAnswersBreakOffIsAway() {
        var key = freshKey();
        vault.stored(id, PAYLOAD, KEY, key);
        vault.records().setBreakingOff(true);
        try {
            refused(vault.open(id, key), 503, "unavailable");
            refused(vault.put(id, PAYLOAD, KEY, freshKey()), 503, "unavailable");
        } finally {
            vault.records().setBreakingOff(false);
        }

        assertThat(vault.open(id, key).body()).isEqualTo(PAYLOAD);
    }

    @Test
    void unknownIdAndWrongKeyAreAnsweredTheSame() {
        vault.stored(id, PAYLOAD);

        var wrongKey = vault.open(id, freshKey());
        var unknownId = vault.open(UUID.randomUUID().toString(), freshKey());

        refused(wrongKey, 404, "not-opened");
        assertThat(unknownId.body()).isEqualTo(wrongKey.body());
        assertThat(unknownId.headers().map().keySet())
                .isEqualTo(wrongKey.headers().map().keySet());
        refused(vault.remove(id, freshKey()), 404, "not-opened");
        refused(vault.remove(UUID.randomUUID().toString(), freshKey()), 404, "not-opened");
    }

    @Test
    void refusedAttemptsAreLimitedAndWhoHasTheKeyIsNotLockedOut() {
        var key = vault.stored(id, PAYLOAD);
        for (var attempt = 1; attempt <= 5; attempt++) {
            refused(vault.open(id, freshKey()), 404, "not-opened");
        }

        var limited = vault.open(id, freshKey());

        refused(limited, 429, "too-many-attempts");
        assertThat(limited.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 60L);
        refused(vault.open(id, freshKey()), 429, "too-many-attempts");
        assertThat(vault.open(id, key).body()).isEqualTo(PAYLOAD);
        assertThat(eventsOfItem())
                .as("many more fill no log: one a minute says that there are such")
                .containsExactly(
                        "dev.signet.vault.stored {\"version\":1}",
                        "dev.signet.vault.refused {}",
                        "dev.signet.vault.refused {}",
                        "dev.signet.vault.refused {}",
                        "dev.signet.vault.refused {}",
                        "dev.signet.vault.refused {}",
                        "dev.signet.vault.limited {}",
                        "dev.signet.vault.opened {\"version\":1}");
    }

    @Test
    void whatIsRemovedOpensUnderNoKeyThoughItsCiphertextIsThere() {
        var key = vault.stored(id, PAYLOAD);

        assertThat(vault.remove(id, key).statusCode()).isEqualTo(204);

        refused(vault.open(id, key), 410, "item-removed");
        refused(vault.put(id, PAYLOAD, KEY, key), 410, "item-removed");
        assertThat(vault.remove(id, key).statusCode()).isEqualTo(204);
        assertThat(vault.jdbc()
                        .sql("SELECT count(*) FROM item WHERE locator = :locator AND share IS NULL")
                        .param("locator", locator().unsafeArray())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(vault.records().records().values())
                .filteredOn(record -> record.contains(locator().toBase64Url()))
                .hasSize(2)
                .anyMatch(record -> record.contains("\"removed\":true"));
    }

    @Test
    void whatIsStoredParanoidlyIsNotFoundByTheIndexKey() {
        var key = vault.stored(id + "?paranoid=true", PAYLOAD);
        var another = vault.stored(id + "?paranoid=true", PAYLOAD);

        assertThat(vault.jdbc()
                        .sql("SELECT count(*) FROM item WHERE locator = :locator")
                        .param("locator", locator().unsafeArray())
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(vault.open(id, key).body()).isEqualTo(PAYLOAD);
        assertThat(vault.open(id, another).headers().firstValue("Signet-Vault-Version"))
                .contains("1");
        assertThat(vault.remove(id, key).statusCode()).isEqualTo(204);
    }

    @Test
    void changedCiphertextIsNotGivenOut() {
        var key = vault.stored(id, PAYLOAD);
        change(recordsOfItem().getFirst());

        refused(vault.open(id, key), 500, "item-damaged");
    }

    @Test
    void ciphertextOfAnotherItemIsNotGivenOut() {
        var key = freshKey();
        vault.stored(id, PAYLOAD, KEY, key);
        var records = recordsOfItem();
        var other = UUID.randomUUID().toString();
        vault.stored(other, PAYLOAD, KEY, key);
        vault.jdbc()
                .sql("UPDATE item SET records = :records WHERE opener = :opener")
                .param("records", records.toArray(Long[]::new))
                .param("opener", opener(other, key).unsafeArray())
                .update();

        refused(vault.open(other, key), 500, "item-damaged");
    }

    @Test
    void payloadThatIsDamagedFurtherOnBreaksOffInsteadOfEnding() {
        var key = vault.stored(id, new byte[3 * FIRST_SEGMENT]);
        change(recordsOfItem().get(2));

        assertThatThrownBy(() -> vault.open(id, key))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void payloadWhoseEndIsMissingBreaksOffInsteadOfEnding() {
        var key = vault.stored(id, new byte[3 * FIRST_SEGMENT]);
        vault.jdbc()
                .sql("UPDATE item SET records = trim_array(records, 1) WHERE locator = :locator")
                .param("locator", locator().unsafeArray())
                .update();

        assertThatThrownBy(() -> vault.open(id, key)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void whatHappensIsToldTheAuditLogByTheBeginningOfTheLocatorAlone() {
        var key = vault.stored(id, PAYLOAD);
        vault.open(id, key);
        vault.open(id, freshKey());
        vault.remove(id, key);

        assertThat(eventsOfItem())
                .containsExactly(
                        "dev.signet.vault.stored {\"version\":1}",
                        "dev.signet.vault.opened {\"version\":1}",
                        "dev.signet.vault.refused {}",
                        "dev.signet.vault.removed {\"version\":1}");
    }

    @Test
    void whatIsNoIdOrNoKeyIsSaidWithoutQuotingIt() {
        for (var bad : List.of("~%%%", "~!", "%", "%zz", "x".repeat(513))) {
            var answer = vault.send(
                    "/api/v1/vault/" + bad.replace("%", "%25"), request -> request.PUT(BodyPublishers.noBody()));
            assertThat(new String(answer.body(), UTF_8)).doesNotContain(bad);
        }
        var noKey = vault.open(id, "no key");
        refused(noKey, 400, "bad-request");
        assertThat(new String(noKey.body(), UTF_8)).doesNotContain("no key").doesNotContain(id);
        assertThat(vault.send(
                                "/api/v1/vault/" + id + "/open",
                                request -> request.POST(BodyPublishers.ofString("{}")),
                                "Content-Type",
                                "application/json")
                        .statusCode())
                .isEqualTo(400);
        assertThat(vault.send("/api/v1/vault/" + id + "/other", request -> request.GET())
                        .statusCode())
                .isEqualTo(404);
    }

    private static void refused(HttpResponse<byte[]> answer, int status, String type) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).path("type").asString()).isEqualTo("/problems/" + type);
    }

    private static String freshKey() {
        return Bytes.wrap(AesGcm.randomKey()).toBase64Url();
    }

    private Bytes locator() {
        return vault.bean(IndexKeys.class)
                .living()
                .getFirst()
                .locator(ItemId.of("", id.getBytes(UTF_8)))
                .value();
    }

    private static Bytes opener(String id, String key) {
        return ItemKey.parse(key).opener(ItemId.of("", id.getBytes(UTF_8)));
    }

    private List<String> eventsOfItem() {
        return vault.jdbc()
                .sql(
                        "SELECT event ->> 'type' || ' ' || (event -> 'data')::text FROM outbox WHERE event ->> 'subject' = :prefix ORDER BY id")
                .param("prefix", locator().toBase64Url().substring(0, 8))
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();
    }

    private List<Long> recordsOfItem() {
        return vault.jdbc()
                .sql("SELECT unnest(records) FROM item WHERE locator = :locator")
                .param("locator", locator().unsafeArray())
                .query((row, _) -> row.getLong(1))
                .list();
    }

    private void change(long record) {
        vault.records().records().computeIfPresent(record, (_, line) -> {
            var middle = line.indexOf("ciphertext") + 60;
            return line.substring(0, middle) + (line.charAt(middle) == 'A' ? 'B' : 'A') + line.substring(middle + 1);
        });
    }
}
