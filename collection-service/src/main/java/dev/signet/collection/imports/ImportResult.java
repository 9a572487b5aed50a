package dev.signet.collection.imports;

import dev.signet.contract.RecordId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** What came of an import. */
record ImportResult(
        @Schema(description = "records stored by this request")
        long stored,

        @Schema(description = "lines that an earlier try under the same Idempotency-Key had stored")
        long skipped,

        @Schema(description = "the first record of this import, earlier tries included")
        Optional<RecordId> firstRecordId,

        @Schema(description = "the last record of this import, earlier tries included")
        Optional<RecordId> lastRecordId) {}
