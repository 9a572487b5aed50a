package dev.signet.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class RandomRecordTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10, 100, 119, 120, 121, 130, 256, 4096, 1 << 20})
    void everySizeIsExactAndJson(int size) {
        var records = new RandomRecord(7, size);

        for (var position = 0; position < 50; position++) {
            var line = records.line(position);

            assertThat(line).hasSize(size + 1).endsWith('\n');
            assertThat(new JsonMapper().readTree(line, 0, size).isMissingNode()).isFalse();
        }
    }

    @Test
    void recordsDependOnSeedAndPositionOnly() {
        var records = new RandomRecord(7, 256);

        assertThat(records.line(3)).isEqualTo(new RandomRecord(7, 256).line(3));
        assertThat(records.line(3)).isNotEqualTo(records.line(4));
        assertThat(records.line(3)).isNotEqualTo(new RandomRecord(8, 256).line(3));
    }

    @Test
    void streamIsTheLinesOneAfterTheOtherHoweverItIsRead() throws Exception {
        var records = new RandomRecord(7, 40);
        var made = new AtomicLong();

        byte[] whole;
        try (var stream = new RecordStream(records, 5, made)) {
            whole = stream.readAllBytes();
        }
        try (var stream = new RecordStream(records, 5, made)) {
            assertThat(stream.readNBytes(7)).isEqualTo(Arrays.copyOf(whole, 7));
            assertThat(stream.read()).isEqualTo(whole[7]);
        }

        assertThat(whole).hasSize(5 * 41);
        assertThat(Arrays.copyOfRange(whole, 2 * 41, 3 * 41)).isEqualTo(records.line(2));
    }

    @Test
    void noRecordsAreAnEmptyStream() throws Exception {
        try (var stream = new RecordStream(new RandomRecord(7, 40), 0, new AtomicLong())) {
            assertThat(stream.read()).isEqualTo(-1);
            assertThat(stream.read(new byte[8], 0, 8)).isEqualTo(-1);
        }
    }
}
