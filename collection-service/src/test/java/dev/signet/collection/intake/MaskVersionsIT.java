package dev.signet.collection.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.collection.intake.mask.MaskSecrets;
import dev.signet.collection.keyring.Keyring;
import dev.signet.collection.record.PlanningLock;
import dev.signet.collection.testing.Rest;
import dev.signet.collection.testing.Rows;
import dev.signet.collection.testing.ViewsIT;
import dev.signet.contract.Broker;
import dev.signet.platform.Actor;
import dev.signet.platform.AesGcm;
import dev.signet.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@ViewsIT
class MaskVersionsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String KEYS = "/api/v1/intake-keys";

    private final String user = UUID.randomUUID().toString();

    @Autowired
    private Intake intake;

    @Autowired
    private MaskSecrets secrets;

    @Autowired
    private PlanningLock planning;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private TestDatabase database;

    @Autowired
    private RabbitTemplate rabbit;

    @Autowired
    private Rest rest;

    @Autowired
    private Rows rows;

    @BeforeEach
    void nothingIsParkedAndNoOlderVersionIsAlive() {
        rows.jdbc().sql("DELETE FROM parked_message WHERE type LIKE 'intake.%'").update();
        versions()
                .valueStream()
                .filter(version -> version.has("supersededAt") && !version.has("droppedAt"))
                .forEach(version ->
                        assertThat(drop(version.get("version").asInt())).isEqualTo(204));
    }

    @Test
    void newVersionMasksAnewAndMessagesOfTheOldOneAreStillKnown() {
        var before = current();
        send("1", "198.51.100.9");
        var old = awaitRows(1).get(0).at("/fields/ip").asString();

        assertThat(rotate()).isEqualTo(before + 1);
        send("1", "198.51.100.9");
        send("2", "198.51.100.9");

        var items = awaitRows(2);
        assertThat(old).startsWith("h%d.".formatted(before));
        assertThat(items.get(0).at("/fields/ip").asString())
                .startsWith("h%d.".formatted(before + 1))
                .doesNotContain(old.substring(old.indexOf('.')));
        assertThat(items.get(0).at("/seen/ip").asLong()).isEqualTo(1);
    }

    @Test
    void droppedVersionIsGoneFromTheDatabaseAndWhatItMaskedStays() {
        var before = current();
        send("1", "198.51.100.10");
        awaitRows(1);
        rotate();

        assertThat(drop(before)).isEqualTo(204);

        assertThat(rows.jdbc()
                        .sql("SELECT sealed IS NULL FROM intake_secret WHERE version = :version")
                        .param("version", before)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(awaitRows(1).get(0).at("/fields/ip").asString()).startsWith("h%d.".formatted(before));
        assertThat(drop(before)).as("again").isEqualTo(204);
    }

    @Test
    void auditLogHearsWhoMadeAVersionAndThatOneIsGone() {
        var before = current();
        rest.post(KEYS, "application/json", "", Actor.HEADER, "operator");
        drop(before);
        drop(before);

        assertThat(told("dev.signet.mask.rotated", before + 1)).containsExactly("operator");
        assertThat(told("dev.signet.mask.dropped", before)).containsExactly("");
    }

    /** Who did it, of all such events in the outbox. */
    private List<String> told(String type, int version) {
        return rows.jdbc()
                .sql("""
                        SELECT coalesce(event ->> 'actor', '')
                          FROM outbox
                         WHERE event ->> 'type' = :type AND event -> 'data' ->> 'version' = :version
                        """)
                .param("type", type)
                .param("version", Integer.toString(version))
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();
    }

    @Test
    void versionThatIsNeededIsNotDropped() {
        var before = current();
        assertThat(drop(before)).as("the current one").isEqualTo(409);
        assertThat(drop(before + 1)).as("there is none").isEqualTo(404);
        send("bad", "no address");
        await().atMost(PATIENCE).until(() -> parked() == 1);
        rotate();

        assertThat(drop(before)).as("parked messages are sealed under it").isEqualTo(409);

        rows.jdbc().sql("DELETE FROM parked_message WHERE type LIKE 'intake.%'").update();
        assertThat(drop(before)).isEqualTo(204);
    }

    /** What this process has looked up is some seconds old; it finds out when it stores, and when it has parked. */
    @Test
    void nothingIsMaskedOrParkedUnderAVersionThatAnotherProcessHasDropped() {
        var before = current();
        send("0", "198.51.100.11");
        awaitRows(1);
        anotherProcessRotatesAndDrops(before);

        send("bad", "no address");
        await().atMost(PATIENCE).until(() -> replayable() == 1);
        anotherProcessRotatesAndDrops(before + 1);
        send("good", "198.51.100.11");

        assertThat(awaitRows(2).get(0).at("/fields/ip").asString()).startsWith("h%d.".formatted(before + 2));
    }

    @Test
    void whatIsStoredStaysStoredOnceThoughItsVersionIsDroppedBeforeItsNeighbourIsParked() {
        var before = current();
        var parkedUnder = new ArrayList<String>();
        var good = new Brought("good", login("198.51.100.12"), _ -> {});
        var bad = new Brought("bad", login("no address"), kept -> {
            parkedUnder.add(new String(kept, 0, ("p" + before + ".").length(), UTF_8));
            if (parkedUnder.size() == 1) {
                anotherProcessRotatesAndDrops(before);
            }
        });

        intake.take(List.of(good, bad));

        assertThat(parkedUnder).containsExactly("p%d.".formatted(before), "p%d.".formatted(before + 1));
        assertThat(list()).hasSize(1);
        assertThat(list().get(0).at("/fields/ip").asString()).startsWith("h%d.".formatted(before));
    }

    @Test
    void groupThatBeginsWhileARotationWaitsDoesNotHoldItUp() throws Exception {
        var before = current();
        var rotation = new CompletableFuture<Integer>();
        var late = new CompletableFuture<Boolean>();
        transaction.executeWithoutResult(_ -> {
            assertThat(holds(before)).isTrue();
            rotation.completeAsync(this::rotate);
            database.awaitBackendWaitingForLock();
            late.completeAsync(() -> transaction.execute(_ -> holds(before)));
            database.awaitBackendsWaitingForLock(2);
        });

        assertThat(rotation.get(60, TimeUnit.SECONDS)).isEqualTo(before + 1);
        assertThat(late.get(60, TimeUnit.SECONDS)).isFalse();
    }

    // As a group does that is to be stored.
    private boolean holds(int version) {
        planning.shared(Keyring.DEFAULT);
        return secrets.holdCurrent(version);
    }

    /** A message of the login type that did not come by a broker. */
    private record Brought(String number, String text, Consumer<byte[]> parking) implements IncomingMessage {
        @Override
        public Optional<String> keyring() {
            return Optional.empty();
        }

        @Override
        public Optional<String> id() {
            return Optional.of(number);
        }

        @Override
        public String type() {
            return "intake.login";
        }

        @Override
        public byte[] body() {
            return text.getBytes(UTF_8);
        }

        @Override
        public void park(byte[] kept, UUID knownBy, String reason) {
            parking.accept(kept);
        }
    }

    private void anotherProcessRotatesAndDrops(int version) {
        var next = version + 1;
        var sealed = AesGcm.seal(new byte[32], AesGcm.randomKey(), ("signet intake secret v1|" + next).getBytes(UTF_8));
        rows.jdbc()
                .sql(
                        "UPDATE intake_secret SET superseded_at = now(), dropped_at = now(), sealed = NULL WHERE version = :version")
                .param("version", version)
                .update();
        rows.jdbc()
                .sql(
                        "INSERT INTO intake_secret (version, kek_id, sealed) SELECT :next, kek_id, :sealed FROM intake_secret LIMIT 1")
                .param("next", next)
                .param("sealed", sealed)
                .update();
    }

    /** Parked messages that can be opened, under the version that is current. */
    private long replayable() {
        return rows.jdbc()
                .sql(
                        "SELECT count(*) FROM parked_message WHERE substring(body FROM 1 FOR length(:prefix)) = convert_to(:prefix, 'UTF8')")
                .param("prefix", "p%d.".formatted(current()))
                .query(Long.class)
                .single();
    }

    @Test
    void secretsAreStoredSealedAndShownNowhere() {
        assertThat(rest.get(KEYS).text()).doesNotContain("sealed", "kek");
        assertThat(rows.jdbc()
                        .sql("SELECT min(octet_length(sealed)) FROM intake_secret WHERE sealed IS NOT NULL")
                        .query(Integer.class)
                        .single())
                .isEqualTo(12 + 32 + 16);
    }

    private long parked() {
        return rows.jdbc()
                .sql("SELECT count(*) FROM parked_message WHERE type LIKE 'intake.%'")
                .query(Long.class)
                .single();
    }

    private JsonNode versions() {
        return rest.get(KEYS).json().get("items");
    }

    private int current() {
        return versions().get(0).get("version").asInt();
    }

    private int rotate() {
        var answer = rest.post(KEYS, "application/json", "");
        assertThat(answer.status()).isEqualTo(201);
        return answer.json().get("version").asInt();
    }

    private int drop(int version) {
        return rest.send(rest.request(KEYS + "/" + version).DELETE()).status();
    }

    private JsonNode awaitRows(int count) {
        await().atMost(PATIENCE).until(() -> list().size() == count);
        return list();
    }

    private JsonNode list() {
        return rest.get("/api/v1/intake/login?user=" + user).json().get("items");
    }

    private String login(String ip) {
        return """
                {"user_id":"%s","app_version":"1","device_type":"phone","ip":"%s","locale":"de","device_id":"d"}
                """.formatted(user, ip);
    }

    private void send(String id, String ip) {
        rabbit.send(
                Broker.INTAKE,
                "logins",
                MessageBuilder.withBody(login(ip).getBytes(UTF_8))
                        .setMessageId(id)
                        .setType("intake.login")
                        .build());
    }
}
