package dev.signet.contract;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** {@code POST /internal/settlements} on collection-service: which of these uses of keys have their signatures stored. */
public record Settlements(List<Question> questions) {
    public Settlements {
        questions = List.copyOf(questions);
        if (questions.size() > 1000) {
            throw new IllegalArgumentException("at most 1000 questions at once, not " + questions.size());
        }
    }

    public record Question(BatchId batchId, KeyId keyId, long token) {
        public Question {
            requireNonNull(batchId, "batchId");
            requireNonNull(keyId, "keyId");
        }
    }

    /** One answer per question, in the same order. */
    public record Reply(List<Settlement> settlements) {
        public Reply {
            settlements = List.copyOf(settlements);
        }
    }

    public enum Settlement {
        STORED,
        /** Not stored so far; says nothing of what may still come. */
        OPEN
    }
}
