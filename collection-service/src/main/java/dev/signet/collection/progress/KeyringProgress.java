package dev.signet.collection.progress;

import dev.signet.contract.KeyringName;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A keyring, and how far its newest run has come. */
record KeyringProgress(
        KeyringName name,

        @Schema(description = "records per batch of the next run that begins")
        int batchSize,

        Progress progress) {
    /** All keyrings. There are so few that they need no pages. */
    record All(List<KeyringProgress> items) {
        All {
            items = List.copyOf(items);
        }
    }
}
