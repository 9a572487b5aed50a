package dev.signet.collection.browse;

import dev.signet.contract.KeyringName;
import dev.signet.contract.RunId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/** A run: a set of records signed under one batch size. */
record RunView(
        RunId id,
        KeyringName keyring,
        int batchSize,

        @Schema(allowableValues = {"RUNNING", "PAUSED", "COMPLETED", "COMPLETED_WITH_QUARANTINE"})
        String state,

        Instant startedAt,
        Optional<Instant> completedAt,
        Optional<Instant> pausedAt,

        @Schema(description = "counted from the data once the run has ended; must be 0")
        Optional<Long> doubleSigned,

        @Schema(description = "counted from the data once the run has ended; must be 0")
        Optional<Long> mixedKeyBatches,

        Optional<Instant> checkedAt) {}
