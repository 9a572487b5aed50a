package dev.signet.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    private final SigningKey key = SigningKey.parse(SigningKey.generate(), "example.com/behind-the-sofa");

    @TempDir
    private Path dir;

    @Test
    void textIsTheOneOfTheSpecification() {
        var text = "example.com/behind-the-sofa\n20852163\n" + ROOT + "\n";

        assertThat(new Checkpoint("example.com/behind-the-sofa", 20_852_163, Hash.ofBase64(ROOT)).text())
                .isEqualTo(text);
        assertThat(Checkpoint.parse(text).text()).isEqualTo(text);
        assertThat(Checkpoint.parse(text + "an extension\n").size()).isEqualTo(20_852_163);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log\n1\n",
                "\n1\n" + ROOT + "\n",
                "log\n01\n" + ROOT + "\n",
                "log\n-1\n" + ROOT + "\n",
                "log\n1e3\n" + ROOT + "\n",
                "log\n1\nAAAA\n",
                "log\n1\n*\n"
            })
    void whatIsNoCheckpointIsRefused(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(NotANote.class);
    }

    @Test
    void onlyTheLogsOwnKeyOpensIt() {
        var note = key.sign(checkpoint(7).text());

        assertThat(Checkpoint.open(note, key.verifier())).isEqualTo(checkpoint(7));
        var stranger = SigningKey.parse(SigningKey.generate(), "example.com/behind-the-sofa")
                .verifier();
        assertThatThrownBy(() -> Checkpoint.open(note, stranger)).isInstanceOf(NotANote.class);
        var otherLog = key.sign(new Checkpoint("example.com/other", 7, Hash.ofBase64(ROOT)).text());
        assertThatThrownBy(() -> Checkpoint.open(otherLog, key.verifier())).isInstanceOf(NotANote.class);
    }

    @Test
    void fileHasAllThatWereAppendedInTheirOrder() throws IOException {
        var file = new CheckpointFile(dir.resolve("checkpoints"));
        for (var size = 0; size < 5; size++) {
            file.append(key.sign(checkpoint(size).text()));
        }

        assertThat(sizes(file)).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(Checkpoint.open(file.last().orElseThrow(), key.verifier()).size())
                .isEqualTo(4);
    }

    @Test
    void oneCheckpointAsItIsPublishedIsAFileToo() throws IOException {
        var path = Files.writeString(
                dir.resolve("one"), key.sign(checkpoint(9).text()).toString());

        assertThat(sizes(new CheckpointFile(path))).containsExactly(9L);
    }

    @Test
    void lastIsTheLastThatIsWholeWhereverTheNextBreaksOff() throws IOException {
        var whole =
                key.sign(checkpoint(1).text()) + "\n" + key.sign(checkpoint(2).text()) + "\n";
        var next = key.sign(checkpoint(3).text()) + "\n";
        for (var length = 0; length <= next.length(); length++) {
            var path = Files.writeString(dir.resolve("growing-" + length), whole + next.substring(0, length));

            var last = Checkpoint.open(new CheckpointFile(path).last().orElseThrow(), key.verifier());

            assertThat(last.size()).isEqualTo(length < next.length() ? 2 : 3);
        }
    }

    @Test
    void lastOfALongFileIsFoundAtItsEnd() throws IOException {
        var path = dir.resolve("long");
        Files.writeString(path, (key.sign(checkpoint(1).text()) + "\n").repeat(2000));
        var file = new CheckpointFile(path);
        file.append(key.sign(checkpoint(2).text()));

        assertThat(Checkpoint.open(file.last().orElseThrow(), key.verifier()).size())
                .isEqualTo(2);
    }

    @Test
    void withoutAWholeOneThereIsNoLast() throws IOException {
        assertThat(new CheckpointFile(dir.resolve("none")).last()).isEmpty();
        assertThat(new CheckpointFile(Files.writeString(dir.resolve("empty"), "")).last())
                .isEmpty();
        assertThat(new CheckpointFile(Files.writeString(dir.resolve("begun"), "example.com/x\n1\n\n")).last())
                .isEmpty();
    }

    @Test
    void whatWasNotWrittenToItsEndIsDroppedWhereverItBreaksOff() throws IOException {
        var whole = key.sign(checkpoint(1).text()) + "\n";
        var second = key.sign(checkpoint(2).text()) + "\n";
        for (var length = 0; length < second.length(); length++) {
            var path = Files.writeString(dir.resolve("torn-" + length), whole + second.substring(0, length));
            var file = new CheckpointFile(path);

            file.dropUnfinished();
            file.append(key.sign(checkpoint(3).text()));

            assertThat(sizes(file)).containsExactly(1L, 3L);
        }
    }

    @Test
    void nothingIsDroppedFromAWholeFile() throws IOException {
        var path = dir.resolve("whole");
        var file = new CheckpointFile(path);
        file.dropUnfinished();
        file.append(key.sign(checkpoint(1).text()));
        var before = Files.readString(path);

        file.dropUnfinished();

        assertThat(path).hasContent(before);
    }

    @Test
    void fileThatHoldsSomethingElseIsRefused() throws IOException {
        var file = new CheckpointFile(Files.writeString(dir.resolve("else"), "something else\n"));

        assertThatThrownBy(() -> sizes(file)).isInstanceOf(NotANote.class);
    }

    private List<Long> sizes(CheckpointFile file) throws IOException {
        var sizes = new ArrayList<Long>();
        file.forEach(note -> sizes.add(Checkpoint.open(note, key.verifier()).size()));
        return sizes;
    }

    private static Checkpoint checkpoint(long size) {
        return new Checkpoint("example.com/behind-the-sofa", size, Hash.ofBase64(ROOT));
    }
}
