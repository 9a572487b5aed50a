package dev.signet.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FramesTest {
    private static final byte[] HEAD = "{\"size\":2}".getBytes(UTF_8);
    private static final byte[] SMALL = {1};
    private static final byte[] EMPTY = {};

    @Test
    void everythingThatWasWrittenIsRead() throws IOException {
        var reader = reader(body());

        assertThat(reader.head()).isEqualTo(HEAD);
        assertThat(rest(reader))
                .containsExactly(
                        new FrameReader.Frame(new RecordId(1), Bytes.wrap(SMALL)),
                        new FrameReader.Frame(new RecordId(Long.MAX_VALUE), Bytes.wrap(EMPTY)));
    }

    @Test
    void bodyOfNoRecordsIsAHeadAndAnEnd() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var writer = new FrameWriter(bytes);
        writer.head(HEAD);
        writer.end();

        var reader = reader(bytes.toByteArray());

        assertThat(reader.head()).isEqualTo(HEAD);
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void severalBodiesFollowOneAnother() throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(body());
        bytes.writeBytes(body());

        var reader = reader(bytes.toByteArray());

        for (var i = 0; i < 2; i++) {
            assertThat(reader.hasMore()).isTrue();
            assertThat(reader.head()).isEqualTo(HEAD);
            assertThat(rest(reader)).hasSize(2);
        }
        assertThat(reader.hasMore()).isFalse();
    }

    @Test
    void layoutIsIdLengthContentAndTheCountAtTheEnd() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var writer = new FrameWriter(bytes);
        writer.head(SMALL);
        writer.record(new RecordId(258), SMALL);
        writer.end();

        assertThat(bytes.toByteArray())
                .asHexString()
                .isEqualToIgnoringCase("0000000000000000" + "00000001" + "01"
                        + "0000000000000102" + "00000001" + "01"
                        + "FFFFFFFFFFFFFFFF" + "00000004" + "00000001");
    }

    @Test
    void bodyCutOffAnywhereIsNoticed() throws IOException {
        var body = body();

        for (var length = 0; length < body.length; length++) {
            var cut = Arrays.copyOf(body, length);
            assertThatIOException().as("%d bytes", length).isThrownBy(() -> all(cut));
        }
        assertThat(all(body)).hasSize(2);
    }

    @Test
    void cutBetweenRecordsIsAnEndOfFileNotAnEnd() throws IOException {
        var withoutEnd = Arrays.copyOf(body(), body().length - 16);

        assertThatIOException().isThrownBy(() -> all(withoutEnd)).isInstanceOf(EOFException.class);
    }

    @Test
    void endThatCountsOtherwiseIsRefused() throws IOException {
        var body = body();
        body[body.length - 1] = 3;

        assertThatIOException().isThrownBy(() -> all(body)).withMessageContaining("does not count");
    }

    @Test
    void contentThatIsLongerThanAnyBufferIsReadUpToTheLimit() throws IOException {
        var content = new byte[100_000];
        new Random(1).nextBytes(content);
        var bytes = new ByteArrayOutputStream();
        var writer = new FrameWriter(bytes);
        writer.head(content);
        writer.end();

        assertThat(new FrameReader(new ByteArrayInputStream(bytes.toByteArray()), content.length).head())
                .isEqualTo(content);
    }

    @Test
    void frameBeyondTheLimitIsToldFromABrokenBody() throws IOException {
        var reader = new FrameReader(new ByteArrayInputStream(body()), HEAD.length - 1);

        assertThatIOException().isThrownBy(reader::head).isInstanceOf(FrameTooLarge.class);
    }

    @Test
    void lengthBelowZeroIsRefused() {
        assertThatIOException().isThrownBy(() -> reader(frame(0, -1)).head()).withMessageContaining("-1 bytes");
    }

    @Test
    void recordInPlaceOfTheHeadIsRefused() {
        assertThatIOException().isThrownBy(() -> reader(frame(5, 0)).head()).withMessageContaining("record 5");
    }

    @Test
    void idThatNoRecordHasIsRefused() {
        assertThatIOException().isThrownBy(() -> reader(frame(-2, 0)).next()).withMessageContaining("-2");
    }

    private static byte[] body() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var writer = new FrameWriter(bytes);
        writer.head(HEAD);
        writer.record(new RecordId(1), SMALL);
        writer.record(new RecordId(Long.MAX_VALUE), EMPTY);
        writer.end();
        return bytes.toByteArray();
    }

    private static byte[] frame(long id, int length) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeLong(id);
        out.writeInt(length);
        return bytes.toByteArray();
    }

    private static FrameReader reader(byte[] body) {
        return new FrameReader(new ByteArrayInputStream(body), 1024);
    }

    private static List<FrameReader.Frame> all(byte[] body) throws IOException {
        var reader = reader(body);
        reader.head();
        return rest(reader);
    }

    private static List<FrameReader.Frame> rest(FrameReader reader) throws IOException {
        var frames = new ArrayList<FrameReader.Frame>();
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
            frames.add(next.get());
        }
        return frames;
    }
}
