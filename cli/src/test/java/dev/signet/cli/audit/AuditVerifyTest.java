package dev.signet.cli.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.cli.SignetCli;
import dev.signet.cli.progress.Terminal;
import dev.signet.tlog.Checkpoint;
import dev.signet.tlog.CheckpointFile;
import dev.signet.tlog.Frontier;
import dev.signet.tlog.Hash;
import dev.signet.tlog.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export, a checkpoint and a key are enough to see every way in which the log could have been changed. */
class AuditVerifyTest {
    private static final int COUNT = 1000;
    private static final String NAME = "example.com/audit";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> events =
            new ArrayList<>(IntStream.range(0, COUNT).mapToObj(i -> event(i, i)).toList());

    private SigningKey key;
    private Path checkpoints;

    @TempDir
    private Path directory;

    @BeforeEach
    void publish() throws IOException {
        var keyFile = Files.writeString(directory.resolve("key"), SigningKey.generate());
        key = SigningKey.read(keyFile, NAME);
        checkpoints = directory.resolve("checkpoints");
        var tree = new Frontier();
        for (var i = 0; i <= COUNT; i++) {
            if (i % 100 == 0) {
                new CheckpointFile(checkpoints).append(key.sign(new Checkpoint(NAME, i, tree.root()).text()));
            }
            if (i < COUNT) {
                tree.add(Hash.ofLeaf(events.get(i).getBytes(UTF_8)));
            }
        }
    }

    @Test
    void wholeLogIsProved() throws IOException {
        assertThat(verify(export())).as(text()).isZero();
        assertThat(text())
                .contains("Proved                   1,000")
                .contains("Proved:  the log is whole and unchanged.");
    }

    @Test
    void oneCheckpointIsEnoughAndWhatCameLaterIsSaidToBeUnproved() throws IOException {
        events.add(event(COUNT, COUNT));
        var last = Files.writeString(
                directory.resolve("last"),
                new CheckpointFile(checkpoints).last().orElseThrow().toString());

        assertThat(verify(export(), last)).as(text()).isZero();
        assertThat(text())
                .contains("Not yet in a checkpoint  1")
                .contains("Events                   1,001")
                .contains("unchanged up to its last checkpoint.");
    }

    @Test
    void packedExportIsReadToo() throws IOException {
        var packed = directory.resolve("events.ndjson.gz");
        try (var gzip = new GZIPOutputStream(Files.newOutputStream(packed))) {
            gzip.write(Files.readAllBytes(export()));
        }

        assertThat(verify(packed)).as(text()).isZero();
    }

    @Test
    void editedEventIsFoundBetweenTwoCheckpoints() throws IOException {
        assertBroken(all -> all.set(431, event(431, 432)), "from event 400 up to 499");
    }

    @Test
    void editedEventIsFoundByOneCheckpointAsWell() throws IOException {
        events.set(431, event(431, 432));
        var last = Files.writeString(
                directory.resolve("last"),
                new CheckpointFile(checkpoints).last().orElseThrow().toString());

        assertThat(verify(export(), last)).isEqualTo(14);
        assertThat(text()).contains("from event 0 up to 999");
    }

    @Test
    void deletedEventIsFound() throws IOException {
        assertBroken(all -> all.remove(431), "line 432 of the export is not event 431");
    }

    @Test
    void deletedEventIsFoundAlsoWhenTheOthersAreNumberedAnew() throws IOException {
        assertBroken(
                all -> {
                    all.remove(431);
                    for (var i = 431; i < all.size(); i++) {
                        all.set(i, event(i, i + 1));
                    }
                },
                "from event 400 up to 499");
    }

    @Test
    void insertedEventIsFound() throws IOException {
        assertBroken(all -> all.add(431, event(431, 7)), "line 433 of the export is not event 432");
    }

    @Test
    void insertedEventIsFoundAlsoWhenTheOthersAreNumberedAnew() throws IOException {
        assertBroken(
                all -> {
                    all.add(431, event(431, 7));
                    for (var i = 432; i < all.size(); i++) {
                        all.set(i, event(i, i - 1));
                    }
                },
                "from event 400 up to 499");
    }

    @Test
    void eventsInAnotherOrderAreFound() throws IOException {
        assertBroken(all -> Collections.swap(all, 431, 432), "line 432 of the export is not event 431");
    }

    @Test
    void eventsInAnotherOrderAreFoundAlsoWhenTheyExchangedTheirNumbers() throws IOException {
        assertBroken(
                all -> {
                    all.set(431, event(431, 432));
                    all.set(432, event(432, 431));
                },
                "from event 400 up to 499");
    }

    @Test
    void eventsThatAreMissingAtTheEndAreFound() throws IOException {
        assertBroken(
                all -> all.subList(900, COUNT).clear(),
                "the export has 900 events, and the last checkpoint is of 1000");
        assertBroken(List::clear, "the export has 0 events");
    }

    @Test
    void gapBehindTheLastCheckpointIsFound() throws IOException {
        assertBroken(
                all -> all.addAll(List.of(event(COUNT, 1), event(COUNT + 2, 2))),
                "line 1002 of the export is not event 1001");
    }

    @Test
    void oneCheckpointThatWasChangedSpoilsThemAll() throws IOException {
        var changed = Files.readString(checkpoints).replace("\n500\n", "\n501\n");
        Files.writeString(checkpoints, changed);

        assertThat(verify(export())).isEqualTo(12);
        assertThat(err.toString(UTF_8)).contains("checkpoint 6 of");
    }

    @Test
    void exportThatBreaksOffProvesNothing() throws IOException {
        var lines = String.join("\n", events);

        assertThat(verify(Files.writeString(directory.resolve("cut"), lines))).isEqualTo(1);
        assertThat(verify(Files.writeString(directory.resolve("count"), lines + "\n{\"end\":true,\"count\":999}\n")))
                .isEqualTo(1);
        assertThat(verify(Files.writeString(directory.resolve("nothing"), ""))).isEqualTo(1);
    }

    @Test
    void checkpointOfAnotherKeyProvesNothing() throws IOException {
        var other = SigningKey.read(Files.writeString(directory.resolve("other"), SigningKey.generate()), NAME);

        assertThat(verify(export(), checkpoints, other.verifier().toString())).isEqualTo(12);
    }

    @Test
    void checkpointsThatContradictEachOtherAreFound() throws IOException {
        new CheckpointFile(checkpoints).append(key.sign(new Checkpoint(NAME, 500, Hash.ofEmptyTree()).text()));

        assertThat(verify(export())).isEqualTo(14);
    }

    @Test
    void keyMayBeAFile() throws IOException {
        var file = Files.writeString(directory.resolve("vkey"), key.verifier() + "\n");

        assertThat(verify(export(), checkpoints, file.toString())).as(text()).isZero();
        assertThat(verify(export(), checkpoints, "no+key")).isEqualTo(2);
        assertThat(verify(export(), checkpoints, directory.resolve("nowhere").toString()))
                .isEqualTo(1);
    }

    @Test
    void programsReadJson() throws IOException {
        assertThat(run(
                        "audit",
                        "verify",
                        export().toString(),
                        "--checkpoint",
                        checkpoints.toString(),
                        "--key",
                        key.verifier().toString(),
                        "-o",
                        "json"))
                .isZero();
        assertThat(text()).contains("\"proved\" : 1000").doesNotContain("Proved:");
    }

    private void assertBroken(Consumer<List<String>> change, String problem) throws IOException {
        var before = List.copyOf(events);
        change.accept(events);

        assertThat(verify(export())).as(text()).isEqualTo(14);
        assertThat(text()).contains(problem).contains("Not proved.");
        events.clear();
        events.addAll(before);
    }

    private static String event(int index, int content) {
        return "{\"logindex\":\"%d\",\"receivedtime\":\"2026-11-30T17:31:00Z\",\"specversion\":\"1.0\",\"id\":\"%d\"}"
                .formatted(index, content);
    }

    private Path export() throws IOException {
        var lines = new ArrayList<>(events);
        lines.add("{\"end\":true,\"count\":%d}".formatted(events.size()));
        return Files.writeString(directory.resolve("events.ndjson"), String.join("\n", lines) + "\n");
    }

    private int verify(Path export) {
        return verify(export, checkpoints);
    }

    private int verify(Path export, Path promises) {
        return verify(export, promises, key.verifier().toString());
    }

    private int verify(Path export, Path promises, String verifier) {
        return run("audit", "verify", export.toString(), "--checkpoint", promises.toString(), "--key", verifier);
    }

    private int run(String... args) {
        out.reset();
        err.reset();
        return SignetCli.run(
                Terminal.plain(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8)), args);
    }

    private String text() {
        return out.toString(UTF_8) + err.toString(UTF_8);
    }
}
