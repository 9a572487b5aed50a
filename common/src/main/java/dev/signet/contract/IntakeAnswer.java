package dev.signet.contract;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What became of a message to the intake, committed before this is sent: to the queue that the message named as its {@code reply-to}, with its
 * {@code correlation-id}, if it is one of the {@link ReplyQueues}. May be lost, and comes again with the message.
 *
 * @param reason why it was parked; nothing of a typed message
 */
public record IntakeAnswer(Outcome outcome, Optional<String> reason) {
    public static final String TYPE = "IntakeAnswer";

    public IntakeAnswer {
        requireNonNull(outcome, "outcome");
        requireNonNull(reason, "reason");
    }

    public IntakeAnswer(Outcome outcome) {
        this(outcome, Optional.empty());
    }

    /** Each of them for good: the message need not be sent again. */
    public enum Outcome {
        /** It is a record. */
        STORED,
        /** It was one before. */
        DUPLICATE,
        /** It can never be one, and is put aside for an operator. */
        PARKED
    }
}
