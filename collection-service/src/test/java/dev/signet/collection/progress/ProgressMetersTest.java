package dev.signet.collection.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.collection.progress.Progress.Batches;
import dev.signet.collection.progress.Progress.Invariants;
import dev.signet.collection.progress.Progress.Records;
import dev.signet.collection.progress.Progress.State;
import dev.signet.contract.KeyringName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProgressMetersTest {
    @Test
    void whatIsQuarantinedIsDoneToo() {
        var run = run(State.RUNNING, new Records(10, 4, 1, 2));

        assertThat(ProgressMeters.open(run)).isEqualTo(5);
        assertThat(ProgressMeters.done(run)).isEqualTo(0.5);
    }

    @Test
    void nothingIsNeitherBegunNorDone() {
        var idle = run(State.IDLE, new Records(0, 0, 0, 0));

        assertThat(ProgressMeters.open(idle)).isZero();
        assertThat(ProgressMeters.done(idle)).isNaN();
    }

    @ParameterizedTest
    @EnumSource
    void onlyARunThatStandsStillIsStalled(State state) {
        assertThat(ProgressMeters.stalled(run(state, new Records(1, 0, 0, 0))))
                .isEqualTo(state == State.STALLED ? 1 : 0);
    }

    private static Progress run(State state, Records records) {
        return new Progress(
                Instant.EPOCH,
                KeyringName.DEFAULT,
                state,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                records,
                new Batches(0, 0, 0, 0, 0, 0, 0),
                Optional.empty(),
                0,
                Optional.empty(),
                0,
                0,
                List.of(),
                0,
                new Invariants(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }
}
