package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.cli.progress.Progress.State;
import dev.signet.contract.Algorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EndToEndIT {
    @ParameterizedTest
    @CsvSource({
        "1, 40, 5", // a batch for every record
        "7, 100, 5", // a tail
        "100, 1000, 10",
        "1000, 2500, 3",
        "10000, 50, 5", // larger than there are records
        "10, 300, 2" // fewer keys than workers
    })
    void everyRecordIsSignedOnceWhateverTheBatchSize(int batchSize, int records, int keys) {
        try (var signet =
                TestSystem.create().with("signet.batch-size", batchSize).startAll()) {
            signet.seed(records, keys);

            var report = signet.assertProved(records);

            assertThat(report.batches()).isEqualTo(Math.ceilDiv(records, batchSize));
            assertThat(report.leases().fenced()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Algorithm.class,
            names = {"ES256", "PS256", "ML_DSA_65"})
    void otherAlgorithmsVerifyToo(Algorithm algorithm) {
        try (var signet = TestSystem.create().with("signet.batch-size", 10).startAll()) {
            signet.seed(40, 2, algorithm);

            signet.assertProved(40);
        }
    }

    @Test
    void withoutRecordsThereIsNothingToDo() {
        try (var signet = TestSystem.create().startAll()) {
            signet.seed(0, 2);

            assertThat(signet.progress().state()).isEqualTo(State.IDLE);
            assertThat(signet.proof().holds()).isTrue();
        }
    }

    @Test
    void recordsThatComeAfterARunOpenTheNext() {
        try (var signet = TestSystem.create().with("signet.batch-size", 10).startAll()) {
            signet.seed(30, 3);
            signet.assertProved(30);

            signet.execute(
                    "INSERT INTO collection.record (id, payload) SELECT nextval('collection.record_id'), 'more' FROM generate_series(1, 15)");
            await().until(() -> "2".equals(signet.progress().runId()));

            assertThat(signet.untilEnded().records().signed()).isEqualTo(15);
            assertThat(signet.proof().problems()).isEmpty();
        }
    }
}
