package dev.signet.audit.log;

import java.time.Instant;

/** What became of a submission. */
public sealed interface Outcome {
    /** It is in the log: since just now, or since it came for the first time. */
    record Committed(long seq, Instant receivedAt) implements Outcome {}

    /** Another event with its source and id is in the log. */
    record Differs(long seq) implements Outcome {}

    /** @param reason one sentence */
    record Refused(String reason) implements Outcome {}
}
