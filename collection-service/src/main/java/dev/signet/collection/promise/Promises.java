package dev.signet.collection.promise;

import dev.signet.contract.RunId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/** What was found in those batches of the newest run that are finished: all but the first two numbers must be 0. */
record Promises(
        Instant asOf,
        Optional<RunId> runId,

        @Schema(description = "so many batches were counted; the rest is looked at as it is finished")
        long batchesChecked,

        @Schema(description = "signatures beyond one for each record")
        long signedTwice,

        @Schema(description = "batches in which a signature was made for another one, hence with another use of a key")
        long mixedKeyBatches,

        @Schema(description = "batches larger than the run's batch size")
        long wrongSizes,

        @Schema(
                description =
                        "records of finished batches without a signature, and batches in quarantine without a reason")
        long unsigned) {
    static Promises none(Instant asOf) {
        return new Promises(asOf, Optional.empty(), 0, 0, 0, 0, 0);
    }

    static Promises of(Instant asOf, RunId run) {
        return new Promises(asOf, Optional.of(run), 0, 0, 0, 0, 0);
    }

    Promises plus(Instant now, Stretch stretch) {
        return new Promises(
                now,
                runId,
                batchesChecked + stretch.batches(),
                signedTwice + stretch.signedTwice(),
                mixedKeyBatches + stretch.mixedKeyBatches(),
                wrongSizes + stretch.wrongSizes(),
                unsigned + stretch.unsigned());
    }

    /** @param through the last batch of the stretch */
    record Stretch(
            long through, long batches, long signedTwice, long mixedKeyBatches, long wrongSizes, long unsigned) {}
}
