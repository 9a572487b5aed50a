package dev.signet.audit.tree;

import static dev.signet.audit.RunningAudit.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.audit.RunningAudit;
import dev.signet.audit.log.LogHead;
import dev.signet.testing.TestBroker;
import dev.signet.tlog.Checkpoint;
import dev.signet.tlog.CheckpointFile;
import dev.signet.tlog.Frontier;
import dev.signet.tlog.Hash;
import dev.signet.tlog.Proofs;
import dev.signet.tlog.SignedNote;
import dev.signet.tlog.SigningKey;
import dev.signet.tlog.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

@ExtendWith(OutputCaptureExtension.class)
class CheckpointIT {
    private static final String RESTORED = "restore the database to a later state";

    private static TestBroker broker;

    private RunningAudit audit;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.embedded();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start(@TempDir Path directory) {
        audit = RunningAudit.start(
                broker, directory, "--signet.audit.checkpoint-events=100", "--signet.audit.checkpoint-interval=200ms");
    }

    @AfterEach
    void stop() {
        audit.close();
    }

    @Test
    void publishedCheckpointsAreThoseOfTheExportedEvents() throws IOException {
        submit(0, 700);
        submit(700, 50);
        awaitPublished(750);

        var lines = audit.exported();
        var frontier = new Frontier();
        var roots = new ArrayList<>(List.of(frontier.root()));
        lines.forEach(line -> {
            frontier.add(Hash.ofLeaf(line));
            roots.add(frontier.root());
        });
        var published = published();
        assertThat(published)
                .hasSizeGreaterThan(2)
                .allSatisfy(checkpoint -> assertThat(checkpoint.root()).isEqualTo(roots.get((int) checkpoint.size())));
        assertThat(published.getFirst().size()).isZero();
    }

    @Test
    void linesOfTheLogAreThePublishedCheckpointsSigned(CapturedOutput log) {
        submit(0, 150);
        awaitPublished(150);

        await().untilAsserted(() -> assertThat(logged(log)).isEqualTo(published()));
    }

    @Test
    void inclusionIsProvedToWhoHasTheEventAndACheckpoint() {
        submit(0, 300);
        awaitPublished(300);
        var checkpoint = Checkpoint.open(
                SignedNote.parse(audit.get("/api/v1/log/checkpoint").body()), key());

        for (var index : List.of(0, 1, 255, 256, 299)) {
            var proof = audit.getJson("/api/v1/log/proofs/inclusion?logindex=" + index);
            var leaf = Hash.ofLeaf(audit.get("/api/v1/events/" + index).body().getBytes(UTF_8));
            assertThat(proof.get("leaf").asString()).isEqualTo(leaf.toBase64());
            assertThat(Proofs.provesInclusion(hashes(proof), leaf, index, checkpoint.size(), checkpoint.root()))
                    .isTrue();
        }
        assertThat(audit.get("/api/v1/log/proofs/inclusion?logindex=300").statusCode())
                .isEqualTo(404);
        assertThat(audit.get("/api/v1/log/proofs/inclusion?logindex=0&size=301").statusCode())
                .isEqualTo(400);
    }

    @Test
    void consistencyIsProvedToWhoHasTwoCheckpoints() throws IOException {
        submit(0, 130);
        awaitPublished(130);
        submit(130, 400);
        awaitPublished(530);

        var published = published();
        var last = published.getLast();
        assertThat(published).allSatisfy(earlier -> {
            var proof = audit.getJson(
                    "/api/v1/log/proofs/consistency?from=%d&to=%d".formatted(earlier.size(), last.size()));
            assertThat(Proofs.provesConsistency(
                            hashes(proof), earlier.size(), earlier.root(), last.size(), last.root()))
                    .isTrue();
        });
    }

    @Test
    void treeGoesOnWhereItWasAfterARestart() throws IOException {
        submit(0, 600);
        audit.stop();
        assertThat(published().getLast().size()).isEqualTo(600); // what was committed is promised at the end
        audit.start();
        submit(600, 300);
        awaitPublished(900);

        var frontier = new Frontier();
        audit.exported().forEach(line -> frontier.add(Hash.ofLeaf(line)));
        assertThat(published().getLast().root()).isEqualTo(frontier.root());
    }

    @Test
    void databaseThatWasRolledBackBehindACheckpointIsNotServed() {
        submit(0, 400);
        audit.stop();
        audit.tamper(
                "DELETE FROM event WHERE seq >= 390",
                "DELETE FROM submission WHERE seq >= 390",
                "UPDATE log_head SET size = 390");

        assertThat(audit.startFails())
                .contains("it has 390 events")
                .contains("is of 400")
                .contains(RESTORED);
    }

    @Test
    void emptyDatabaseIsNoNewBeginningWhereThereWasALog() {
        submit(0, 10);
        audit.stop();
        audit.tamper("TRUNCATE event, submission, tile", "UPDATE log_head SET size = 0");

        assertThat(audit.startFails()).contains(RESTORED);
    }

    @Test
    void headThatIsAheadOfItsEventsIsNotServed() {
        submit(0, 300);
        audit.stop();
        audit.tamper("DELETE FROM event WHERE seq = 299");

        assertThat(audit.startFails()).contains("event 299 is missing");
    }

    @Test
    void changedEventIsNoticedAtTheStartWhereNoTileHoldsItsHashYet() {
        submit(0, 300);
        audit.stop();
        audit.tamper("UPDATE event SET actor = 'mallory' WHERE seq = 270");

        assertThat(audit.startFails()).contains("its first 300 events are not those of the checkpoint");
    }

    @Test
    void changedTileIsNoticedAtTheStart() {
        submit(0, 300);
        audit.stop();
        audit.tamper("UPDATE tile SET hashes = overlay(hashes PLACING '\\x00000000' FROM 1) WHERE n = 0");

        assertThat(audit.startFails()).contains("its first 300 events are not those of the checkpoint");
    }

    @Test
    void missingTileIsNoticedAtTheStart() {
        submit(0, 600);
        audit.stop();
        audit.tamper("DELETE FROM tile WHERE level = 0 AND n = 0");

        assertThat(audit.startFails()).contains("tile 0 of level 0 is missing");
    }

    @Test
    void tileThatSomebodyElseHasMadeIsNoticedOnceTheLogComesToIt() {
        submit(0, 300);
        audit.tamper("INSERT INTO tile (level, n, hashes) VALUES (0, 1, decode(repeat('00', 8192), 'hex'))");

        submit(300, 300);

        awaitDamage(audit, "tile 1 of level 0 is not made from the events");
    }

    @Test
    void logThatWasCutOffTogetherWithItsCheckpointsIsBetrayedByItsTiles() throws IOException {
        submit(0, 600);
        audit.stop();
        audit.tamper("DELETE FROM event WHERE seq >= 300", "UPDATE log_head SET size = 300");
        leaveTheFirstCheckpoint();

        assertThat(audit.startFails()).contains("there are hashes of 512 events, and 300 events");
    }

    @Test
    void missingCheckpointsAreNotReplacedSilently() throws IOException {
        submit(0, 10);
        audit.stop();
        Files.delete(audit.checkpointFile());

        assertThat(audit.startFails()).contains("there is no checkpoint").contains("SIGNET_AUDIT_NEW_CHECKPOINTS");
        audit.start("--signet.audit.new-checkpoints=true");
        assertThat(published().getFirst().size()).isEqualTo(10);
    }

    @Test
    void checkpointOfSomebodyElseIsNoneOfOurs() throws IOException {
        submit(0, 10);
        audit.stop();
        var note = Files.readString(audit.checkpointFile());
        Files.writeString(audit.checkpointFile(), note.replace("signet/audit\n10\n", "signet/audit\n9\n"));

        assertThat(audit.startFails()).contains("the last is not ours");
    }

    @Test
    void checkpointThatWasNotWrittenToItsEndIsNoObstacle() throws IOException {
        submit(0, 10);
        audit.stop();
        Files.writeString(audit.checkpointFile(), "signet/audit\n99\nAA", StandardOpenOption.APPEND);

        audit.start();

        submit(10, 200);
        awaitPublished(210);
        assertThat(published().getLast().size()).isEqualTo(210);
    }

    @Test
    void statusSaysHowMuchIsPromised() {
        submit(0, 150);
        awaitPublished(150);

        var status = audit.getJson("/api/v1/log");

        assertThat(status.get("state").asString()).isEqualTo("OK");
        assertThat(status.get("origin").asString()).isEqualTo("signet/audit");
        assertThat(status.get("size").asLong()).isEqualTo(150);
        assertThat(status.at("/checkpoint/size").asLong()).isEqualTo(150);
        assertThat(audit.get("/api/v1/log/checkpoint").body())
                .contains("\n" + status.at("/checkpoint/root").asString() + "\n");
        assertThat(Instant.parse(status.at("/checkpoint/publishedAt").asString()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(status.has("problem")).isFalse();
    }

    @Test
    void statusSaysThatTheLogWasCutOffUnderTheRunningService() {
        submit(0, 150);
        awaitPublished(150);

        audit.tamper("DELETE FROM event WHERE seq >= 140", "UPDATE log_head SET size = 140");

        await().until(() -> audit.getJson("/api/v1/log").get("state").asString().equals("DAMAGED"));
        var status = audit.getJson("/api/v1/log");
        assertThat(status.get("problem").asString()).contains("it had 150 events, and has 140");
        assertThat(status.at("/checkpoint/size").asLong()).isEqualTo(150);
    }

    @Test
    void statusSaysThatNoCheckpointCanBePublished() throws IOException {
        submit(0, 150);
        awaitPublished(150);
        var published = Objects.requireNonNull(audit.checkpointFile().getParent());
        var elsewhere = Files.move(published, published.resolveSibling("elsewhere"));

        submit(150, 10);

        await().until(() -> audit.getJson("/api/v1/log").get("state").asString().equals("LATE"));
        assertThat(audit.getJson("/api/v1/log").get("problem").asString()).contains("No checkpoint can be published");
        Files.move(elsewhere, published);
        await().until(() -> audit.getJson("/api/v1/log").get("state").asString().equals("OK"));
        awaitPublished(160);
    }

    @Test
    void anotherProcessShowsWhatThisOnePublishesAndPublishesOnceItHasEnded() throws IOException {
        submit(0, 150);
        awaitPublished(150);
        var other = audit.another();
        try {
            assertThat(shown(other)).isEqualTo(150);
            submit(150, 200);
            await().until(() -> shown(other) == 350);
            assertThat(other.getJson("/api/v1/log").at("/checkpoint/size").asLong())
                    .isEqualTo(350);

            audit.stop();
            submit(other, 350, 200);
            await().until(() -> shown(other) == 550);

            assertThat(published().getLast().size()).isEqualTo(550);
        } finally {
            other.stop();
        }
    }

    @Test
    void processThatStartsWhileAnotherBeginsTheLogFollowsIt() throws IOException {
        var aside = audit.checkpointFile().resolveSibling("aside");
        Files.move(audit.checkpointFile(), aside); // as if nothing were published yet
        var second = new Checkpoints(audit.bean(AuditProperties.class), Clock.systemUTC());
        Files.move(aside, audit.checkpointFile());
        submit(0, 10);

        new StartCheck(audit.bean(LogHead.class), audit.bean(LogTree.class), second, audit.bean(AuditProperties.class))
                .afterPropertiesSet();

        assertThat(second.latestPromise()).isPresent();
        assertThat(second.arePublishedHere()).isFalse();
    }

    @Test
    void anotherProcessDoesNotBelieveACheckpointThatIsNotOfItsLog() throws IOException {
        submit(0, 150);
        awaitPublished(150);
        var other = audit.another();
        try {
            var key = SigningKey.read(audit.keyFile(), "signet/audit");
            var lie = new Checkpoint("signet/audit", 150, Hash.ofEmptyTree());
            new CheckpointFile(audit.checkpointFile()).append(key.sign(lie.text()));

            awaitDamage(other, "its first 150 events are not those of the checkpoint");
        } finally {
            other.stop();
        }
    }

    @Test
    void anotherProcessDoesNotForgetWhatWasPromised() throws IOException {
        submit(0, 150);
        awaitPublished(150);
        var other = audit.another();
        try {
            leaveTheFirstCheckpoint();

            awaitDamage(other, "its first 150 events were promised, and the last published checkpoint is of 0");
        } finally {
            other.stop();
        }
    }

    private void leaveTheFirstCheckpoint() throws IOException {
        var all = Files.readString(audit.checkpointFile());
        Files.writeString(audit.checkpointFile(), all.substring(0, all.indexOf("signet/audit\n", 1)));
    }

    private static void awaitDamage(RunningAudit process, String problem) {
        await().untilAsserted(
                        () -> assertThat(process.get("/api/v1/log").body()).contains("DAMAGED", problem));
    }

    private static long shown(RunningAudit process) {
        return Checkpoint.parse(
                        SignedNote.parse(process.get("/api/v1/log/checkpoint").body())
                                .text())
                .size();
    }

    private void submit(int from, int count) {
        submit(audit, from, count);
    }

    private static void submit(RunningAudit process, int from, int count) {
        var answer = process.submitAll(IntStream.range(from, from + count)
                .mapToObj(i -> event("/s", Integer.toString(i), "t", "{\"n\":" + i + "}"))
                .toList());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private void awaitPublished(long size) {
        await().until(() -> published().getLast().size() == size);
    }

    private List<Checkpoint> published() throws IOException {
        var checkpoints = new ArrayList<Checkpoint>();
        var verifier = SigningKey.read(audit.keyFile(), "signet/audit").verifier();
        new CheckpointFile(audit.checkpointFile()).forEach(note -> checkpoints.add(Checkpoint.open(note, verifier)));
        return checkpoints;
    }

    private List<Checkpoint> logged(CapturedOutput log) {
        return log.getOut()
                .lines()
                .filter(line -> line.contains(" Checkpoint: "))
                .map(line -> line.replaceFirst(".* Checkpoint: ", "").replace("\\n", "\n"))
                .map(note -> Checkpoint.open(SignedNote.parse(note), key()))
                .toList();
    }

    private VerifierKey key() {
        return VerifierKey.parse(audit.get("/api/v1/log/key").body());
    }

    private static List<Hash> hashes(JsonNode proof) {
        return proof.get("proof")
                .valueStream()
                .map(hash -> Hash.ofBase64(hash.asString()))
                .toList();
    }
}
