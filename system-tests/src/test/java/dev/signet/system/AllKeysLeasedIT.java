package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllKeysLeasedIT {
    @Test
    void twentyWorkersShareTwoKeysWithoutAHotLoop() {
        try (var signet = TestSystem.create()
                .with("signet.batch-size", 5)
                .with("signet.signer.concurrency", 20)
                .startAll()) {
            signet.seed(400, 2);

            signet.assertProved(400);

            var batches = signet.count("SELECT count(*) FROM collection.batch");
            assertThat(signet.count("SELECT sum(attempts) FROM collection.batch"))
                    .as("hand-outs of %s batches: waiting for a key is not trying again and again", batches)
                    .isLessThan(2 * batches);
        }
    }
}
