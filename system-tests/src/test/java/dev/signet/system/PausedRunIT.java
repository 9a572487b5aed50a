package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.cli.progress.Progress.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PausedRunIT {
    private static final int RECORDS = 600;
    private static final String UNDER_WAY = """
            SELECT (SELECT count(*) FROM collection.batch WHERE state = 'DISPATCHED' OR (state = 'PLANNED' AND attempts > 0))
                 + (SELECT count(*) FROM keys.signing_key WHERE state <> 'FREE')
            """;
    private static final String SIGNED = "SELECT count(*) FROM collection.signature";

    @Test
    void whatIsUnderWayIsSignedTheRestWaitsAlsoAfterARestartAndAllIsProvedInTheEnd() {
        try (var signet = TestSystem.create().with("signet.batch-size", 2).startAll()) {
            var cli = new Cli(signet);
            signet.seed(RECORDS, 3);
            await().until(() -> signet.count(SIGNED) > 0);

            assertThat(cli.run("run", "pause", "1").exitCode()).isZero();
            await().until(() -> signet.count(UNDER_WAY) == 0);
            var signed = signet.count(SIGNED);
            assertThat(signed).isLessThan(RECORDS);

            signet.stop(Service.COLLECTION);
            signet.stop(Service.DISPATCHER);
            signet.start(Service.COLLECTION);
            signet.start(Service.DISPATCHER);
            await().during(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> signet.count(SIGNED) == signed);
            assertThat(signet.progress().state()).isEqualTo(State.PAUSED);
            assertThat(cli.run("wait", "--timeout", "100ms").exitCode()).isEqualTo(3);

            assertThat(cli.run("run", "resume", "1").exitCode()).isZero();
            signet.assertProved(RECORDS);
        }
    }
}
