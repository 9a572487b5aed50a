package dev.signet.collection.promise;

import dev.signet.contract.RunId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/** What was found in those batches of each keyring's newest run that are finished, all keyrings together: all numbers but that of batches must be 0. */
record Promises(
        Instant asOf,

        @Schema(description = "the newest of the runs that are counted")
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

    /** With what was found in a newer run. */
    Promises plus(RunId run, Stretch found) {
        return new Promises(
                asOf,
                Optional.of(run),
                batchesChecked + found.batches(),
                signedTwice + found.signedTwice(),
                mixedKeyBatches + found.mixedKeyBatches(),
                wrongSizes + found.wrongSizes(),
                unsigned + found.unsigned());
    }

    /** @param through the last batch of the stretch */
    record Stretch(long through, long batches, long signedTwice, long mixedKeyBatches, long wrongSizes, long unsigned) {
        /** One that has not begun yet. */
        static Stretch after(long batch) {
            return new Stretch(batch, 0, 0, 0, 0, 0);
        }

        /** With the one that follows it. */
        Stretch plus(Stretch next) {
            return new Stretch(
                    next.through(),
                    batches + next.batches(),
                    signedTwice + next.signedTwice(),
                    mixedKeyBatches + next.mixedKeyBatches(),
                    wrongSizes + next.wrongSizes(),
                    unsigned + next.unsigned());
        }
    }
}
