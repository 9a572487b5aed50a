package dev.signet.bench;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.bench.contest.Contender;
import dev.signet.bench.contest.Measurement;
import dev.signet.bench.contest.Workload;
import dev.signet.contract.Algorithm;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A guard against regressions: ratios to the plain loop of the same run, and commits, with bounds that only a blunder exceeds. */
class ContestIT {
    private static final Workload WORKLOAD = new Workload(20_000, 100, 100, 256, Algorithm.ED25519, 4, 64, 1);
    private static final List<String> SHORT_RUN = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final int MOST_TIMES_THE_PLAIN_LOOP = 12;
    private static final int MOST_COMMITS_PER_BATCH = 2;

    @Test
    void signetIsNotManyTimesSlowerThanTheLoopWithoutGuarantees() throws Exception {
        try (var server = new Server(0)) {
            var contenders = EnumSet.of(Contender.PLAIN_LOOP, Contender.SIGNET);

            var runs =
                    new Contest(server, WORKLOAD, contenders, SHORT_RUN).hold(4).runs();

            var loop = Report.best(requireNonNull(runs.get(Contender.PLAIN_LOOP)));
            var signet = Report.best(requireNonNull(runs.get(Contender.SIGNET)));
            assertThat(signet.seconds() / loop.seconds()).isLessThan(MOST_TIMES_THE_PLAIN_LOOP);
            assertThat(commitsPerBatch(loop)).isBetween(0.9, 1.2);
            assertThat(commitsPerBatch(signet)).isLessThan(MOST_COMMITS_PER_BATCH);
        }
    }

    private static double commitsPerBatch(Measurement run) {
        return (double) run.transactions() / WORKLOAD.batches();
    }
}
