package dev.signet.contract;

import static java.util.Objects.requireNonNull;

/**
 * A batch is due to be signed. Names the batch, never carries its records; may arrive more than once.
 * Published to {@link Broker#COMMANDS} under {@link #ROUTING_KEY}.
 *
 * @param size how many records there are; ids have gaps, so it is not the width of the range
 * @param attempt how often the batch was handed out, this time included
 */
public record SigningTriggered(
        BatchId batchId, RunId runId, RecordId firstRecordId, RecordId lastRecordId, int size, int attempt) {
    public static final String TYPE = "SigningTriggered";
    public static final String ROUTING_KEY = "signing.triggered";

    public SigningTriggered {
        requireNonNull(batchId, "batchId");
        requireNonNull(runId, "runId");
        requireNonNull(firstRecordId, "firstRecordId");
        requireNonNull(lastRecordId, "lastRecordId");
        if (size < 1 || attempt < 1) {
            throw new IllegalArgumentException("size and attempt must be positive: " + size + ", " + attempt);
        }
    }
}
