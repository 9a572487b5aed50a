package dev.signet.audit;

import static dev.signet.audit.RunningAudit.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.cli.SignetCli;
import dev.signet.cli.progress.Terminal;
import dev.signet.tlog.Checkpoint;
import dev.signet.tlog.SignedNote;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever owns the database changes it as they like, and is found out by who has an export, the checkpoints and the public key. */
class AuditTamperIT {
    private static final int COUNT = 1000;

    private static RunningAudit audit;
    private static Path directory;
    private static Path checkpoint;
    private static String key;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeAll
    static void start(@TempDir Path temporary) throws IOException {
        directory = temporary;
        audit = RunningAudit.start(directory, "--signet.audit.checkpoint-events=100");
        for (var first = 0; first < COUNT; first += 200) {
            audit.submitAll(IntStream.range(first, first + 200)
                    .mapToObj(AuditTamperIT::sample)
                    .toList());
        }
        await().until(() -> Checkpoint.parse(SignedNote.parse(
                                        audit.get("/api/v1/log/checkpoint").body())
                                .text())
                        .size()
                == COUNT);
        checkpoint = Files.writeString(
                directory.resolve("kept"), audit.get("/api/v1/log/checkpoint").body());
        key = audit.get("/api/v1/log/key").body().strip();
        audit.tamper("CREATE TABLE as_it_was AS SELECT * FROM event");
        audit.stop();
        audit.start("--signet.audit.checkpoint-interval=1h"); // or it may promise what was tampered with
    }

    private static String sample(int i) {
        return event("/s", Integer.toString(i), "test.type-" + i % 3, "{\"n\":" + i + "}")
                .replace(
                        "\"actor\"",
                        "\"tenant\":\"t\",\"traceparent\":\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\",\"actor\"");
    }

    @AfterEach
    void undo() {
        audit.tamper(
                "DELETE FROM event",
                "INSERT INTO event SELECT * FROM as_it_was",
                "UPDATE log_head SET size = " + COUNT);
    }

    @AfterAll
    static void stop() {
        audit.close();
    }

    @Test
    void untouchedLogIsProved() throws IOException {
        assertThat(verify(checkpoint)).as(out.toString(UTF_8)).isZero();
        assertThat(verify(audit.checkpointFile())).as(out.toString(UTF_8)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id = 'other'",
                "source = '/other'",
                "type = 'test.other'",
                "subject = NULL",
                "time = time + interval '1 microsecond'",
                "actor = 'mallory'",
                "outcome = 'failure'",
                "traceparent = NULL",
                "attributes = '{\"tenant\":\"u\"}'",
                "data = '{\"n\":0}'",
                "data = '{\"n\":431.0}'",
                "received_at = received_at + interval '1 microsecond'"
            })
    void editIsFoundInWhicheverColumn(String change) throws IOException {
        audit.tamper("UPDATE event SET " + change + " WHERE seq = 431");

        assertBroken();
    }

    @Test
    void deletionIsFound() throws IOException {
        audit.tamper("DELETE FROM event WHERE seq = 431");

        assertBroken();
    }

    @Test
    void deletionThatClosesTheGapIsFound() throws IOException {
        audit.tamper(
                "DELETE FROM event WHERE seq = 431",
                "UPDATE event SET seq = seq + 100000 WHERE seq > 431",
                "UPDATE event SET seq = seq - 100001 WHERE seq > 100000",
                "UPDATE log_head SET size = size - 1");

        assertBroken();
    }

    @Test
    void insertionIsFound() throws IOException {
        audit.tamper(
                "UPDATE event SET seq = seq + 100000 WHERE seq > 431",
                "UPDATE event SET seq = seq - 99999 WHERE seq > 100000",
                "INSERT INTO event SELECT 432, received_at, 'new', source, type, subject, time, actor, outcome, traceparent,"
                        + " attributes, data FROM event WHERE seq = 431",
                "UPDATE log_head SET size = size + 1");

        assertBroken();
    }

    @Test
    void otherOrderIsFound() throws IOException {
        audit.tamper(
                "UPDATE event SET seq = 100000 WHERE seq = 431",
                "UPDATE event SET seq = 431 WHERE seq = 432",
                "UPDATE event SET seq = 432 WHERE seq = 100000");

        assertBroken();
    }

    @Test
    void missingEndIsFound() throws IOException {
        audit.tamper("DELETE FROM event WHERE seq >= 900", "UPDATE log_head SET size = 900");

        assertBroken();
        assertThat(out.toString(UTF_8)).contains("events were removed from its end");
    }

    @Test
    void gapBehindTheLastCheckpointIsFound() throws IOException {
        audit.submitAll(IntStream.range(COUNT, COUNT + 3)
                .mapToObj(AuditTamperIT::sample)
                .toList());
        audit.tamper("DELETE FROM event WHERE seq = " + (COUNT + 1));

        assertBroken();
    }

    private void assertBroken() throws IOException {
        assertThat(verify(checkpoint)).as(out.toString(UTF_8)).isEqualTo(14);
        assertThat(verify(audit.checkpointFile())).as(out.toString(UTF_8)).isEqualTo(14);
    }

    private int verify(Path promises) throws IOException {
        var export = Files.writeString(
                directory.resolve("events.ndjson"),
                audit.get("/api/v1/exports/events.ndjson").body());
        var print = new PrintStream(out, true, UTF_8);
        return SignetCli.run(
                Terminal.plain(print, print),
                "audit",
                "verify",
                export.toString(),
                "--checkpoint",
                promises.toString(),
                "--key",
                key);
    }
}
