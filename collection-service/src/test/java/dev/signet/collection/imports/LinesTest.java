package dev.signet.collection.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinesTest {
    private static final int MAX = 200_000;

    @Test
    void aLineEndsWithLfOrCrlfOrTheStream() throws Exception {
        assertThat(linesOf("a\nb\r\n\n c ")).containsExactly("a", "b", "", " c ");
    }

    @Test
    void anEmptyStreamHasNoLine() throws Exception {
        assertThat(linesOf("")).isEmpty();
    }

    @Test
    void theLastNewlineBeginsNoFurtherLine() throws Exception {
        assertThat(linesOf("a\n")).containsExactly("a");
    }

    @Test
    void linesMayCrossTheBuffersEnd() throws Exception {
        var line = "x".repeat(65_530);

        assertThat(linesOf(line + "\n" + line + "\r\n" + line)).containsExactly(line, line, line);
    }

    @Test
    void aCarriageReturnAtTheBuffersEndIsStillPartOfTheLinesEnd() throws Exception {
        var line = "x".repeat(65_535);

        assertThat(linesOf(line + "\r\nb")).containsExactly(line, "b");
    }

    @Test
    void aByteOrderMarkInFrontOfAllIsNoPartOfTheFirstLine() throws Exception {
        assertThat(linesOf("\ufeffa\n\ufeffb")).containsExactly("a", "\ufeffb");
        assertThat(linesOf("\ufeff" + "x".repeat(70_000))).containsExactly("x".repeat(70_000));
        assertThat(linesOf("\ufeff\na")).containsExactly("", "a");
    }

    @Test
    void theLongestLineIsTakenAndOneByteMoreIsNot() throws Exception {
        var line = "x".repeat(MAX);

        assertThat(linesOf(line + "\r\n")).containsExactly(line);
        assertThatThrownBy(() -> linesOf("a\n" + line + "y\n"))
                .isInstanceOf(InvalidRecord.class)
                .hasMessage("Line 2 is longer than the 200000 bytes that a record may have.");
    }

    private static List<String> linesOf(String text) throws IOException, InvalidRecord {
        var lines = new Lines(new ByteArrayInputStream(text.getBytes(UTF_8)), MAX);
        var all = new ArrayList<String>();
        for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
            all.add(new String(line.get(), UTF_8));
        }
        return all;
    }
}
