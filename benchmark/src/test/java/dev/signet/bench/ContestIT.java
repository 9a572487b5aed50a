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
    private static final Workload WORKLOAD = new Workload(20_000, 100, 100, 256, Algorithm.ED25519, "auto", 4, 64, 1);
    private static final Workload ONE_KEY = new Workload(10_000, 1, 100, 256, Algorithm.ED25519, "auto", 4, 64, 1);
    private static final List<String> SHORT_RUN = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    // What is committed by the clock, however many batches there are, must not count on a slow machine.
    private static final List<String> BY_BATCHES_ALONE = List.of(
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dsignet.audit.gather=60s", "-Dsignet.vault.heartbeat=60s");

    private static final int MOST_TIMES_THE_PLAIN_LOOP = 12;
    private static final int MOST_COMMITS_PER_BATCH = 2;

    // Claim, mark, store, and the close with the next grant; and what the server writes by itself meanwhile.
    private static final double MOST_COMMITS_PER_BATCH_OF_ONE_KEY = 4.3;

    @Test
    void signetIsNotManyTimesSlowerThanTheLoopWithoutGuarantees() throws Exception {
        try (var server = new Server(0)) {
            var contenders = EnumSet.of(Contender.PLAIN_LOOP, Contender.SIGNET);

            var runs =
                    new Contest(server, WORKLOAD, contenders, SHORT_RUN).hold(4).runs();

            var loop = Report.best(requireNonNull(runs.get(Contender.PLAIN_LOOP)));
            var signet = Report.best(requireNonNull(runs.get(Contender.SIGNET)));
            assertThat(signet.seconds() / loop.seconds()).isLessThan(MOST_TIMES_THE_PLAIN_LOOP);
            assertThat(commitsPerBatch(loop, WORKLOAD)).isBetween(0.9, 1.2);
            assertThat(commitsPerBatch(signet, WORKLOAD)).isLessThan(MOST_COMMITS_PER_BATCH);
        }
    }

    @Test
    void batchTakesNoMoreThanFourCommitsEvenWhereNothingCanShareThem() throws Exception {
        try (var server = new Server(0)) {
            var runs = new Contest(server, ONE_KEY, EnumSet.of(Contender.SIGNET), BY_BATCHES_ALONE)
                    .hold(1)
                    .runs();

            var signet = Report.best(requireNonNull(runs.get(Contender.SIGNET)));
            assertThat(commitsPerBatch(signet, ONE_KEY)).isLessThan(MOST_COMMITS_PER_BATCH_OF_ONE_KEY);
        }
    }

    private static double commitsPerBatch(Measurement run, Workload workload) {
        return (double) run.transactions() / workload.batches();
    }
}
