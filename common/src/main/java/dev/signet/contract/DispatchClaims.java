package dev.signet.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/** Bodies of the dispatcher's two calls to collection-service. */
public final class DispatchClaims {
    /**
     * {@code POST /internal/dispatch/claims}: hand out due batches, overdue ones first.
     *
     * @param limit at most so many in one answer, 1 to 1,000
     * @param notOf of these keyrings none: the broker has no queue for them yet. Absent where the dispatcher knows but the default keyring, and gets that
     *     one's alone: it would have others' batches signed with its keys
     */
    public record Request(
            int limit,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<List<KeyringName>> notOf) {
        public Request {
            notOf = notOf.map(List::copyOf);
            if (limit < 1 || limit > 1000) {
                throw new IllegalArgumentException("limit must be from 1 to 1000: " + limit);
            }
        }

        /** Of whatever keyring. */
        public static Request ofAll(int limit) {
            return new Request(limit, Optional.of(List.of()));
        }

        /** Whether batches of this keyring are wanted. */
        public boolean isFor(KeyringName keyring) {
            return notOf.map(names -> !names.contains(keyring)).orElse(keyring.equals(KeyringName.DEFAULT));
        }
    }

    /**
     * The answer.
     *
     * @param idle nothing is outstanding either: no need to ask again soon
     */
    public record Claimed(List<SigningTriggered> batches, boolean idle) {
        public Claimed {
            batches = List.copyOf(batches);
        }
    }

    /** {@code POST /internal/dispatch/marks}: the broker has confirmed these. Batches that went on meanwhile are left alone. */
    public record Mark(List<BatchId> batches) {
        public Mark {
            batches = List.copyOf(batches);
        }
    }

    private DispatchClaims() {}
}
