package dev.signet.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signet.bench.contest.Contender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SizingTest {
    private static final String RUN = """
            {"workload":{"records":%d,"keys":100,"batchSize":%d,"concurrency":64,"workers":1},
             "runs":{"SIGNET_PROCESSES_VERIFYING":[
               {"seconds":9,"secondsOfParts":{"collection-service":99}},
               {"seconds":%s,"secondsOfParts":{"collection-service":%s,"signing-service":%s,"PostgreSQL":1}}]}}
            """;

    @TempDir
    private Path directory;

    private List<Measured> measured = List.of();

    /** The shorter run counts, of which a batch takes collection-service 2 ms and 40 µs a record. */
    @BeforeEach
    void measure() throws IOException {
        var runs = "[%s,%s]"
                .formatted(
                        RUN.formatted(100_000, 1_000, "4.5", "4.2", "1.5"), RUN.formatted(100_000, 100, "5", "6", "2"));
        measured = Measured.in(
                Files.writeString(directory.resolve("runs.json"), runs), Contender.SIGNET_PROCESSES_VERIFYING);
    }

    @Test
    void demandsAreWhatTheShortestRunsTook() {
        assertThat(measured).extracting(Measured::batchSize).containsExactly(100, 1_000);
        assertThat(measured.getFirst().recordsPerSecond()).isEqualTo(20_000);

        var collection = Objects.requireNonNull(Measured.demands(measured).get(Station.COLLECTION));

        assertThat(collection.perBatchMillis()).isCloseTo(2, within(1e-9));
        assertThat(collection.perRecordMicros()).isCloseTo(40, within(1e-9));
    }

    @Test
    void oneSizeOfBatchesIsNotEnough() {
        assertThatThrownBy(() -> Measured.demands(measured.subList(0, 1))).hasMessageContaining("two sizes of batches");
    }

    @Test
    void whatIsBusiestGetsMoreUntilItIsEnough() {
        var size = new Sizing(Measured.demands(measured), 64).of(200_000, 1_000, 2);

        assertThat(size.isEnough()).isTrue();
        assertThat(size.outcome().recordsPerSecond()).isGreaterThanOrEqualTo(200_000);
        assertThat(size.plant().of(Station.COLLECTION).processors())
                .as("200 batches a second of 42 ms each")
                .isBetween(9, 12);
        assertThat(size.plant().of(Station.KEYS).processors()).isEqualTo(1);
    }

    /** The database has one primary, which takes 1 s for 100,000 records in batches of 1,000. */
    @Test
    void whatOneMachineCannotDoIsSaid() {
        var size = new Sizing(Measured.demands(measured), 2).of(1_000_000, 1_000, 2);

        assertThat(size.isEnough()).isFalse();
        assertThat(size.outcome().busiest().stations()).containsExactly(Station.DATABASE);
        assertThat(size.outcome().recordsPerSecond()).isCloseTo(200_000, within(10_000.0));
    }
}
