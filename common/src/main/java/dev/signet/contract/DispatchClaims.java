package dev.signet.contract;

import java.util.List;

/** Bodies of the dispatcher's two calls to collection-service. */
public final class DispatchClaims {
    /**
     * {@code POST /internal/dispatch/claims}: hand out due batches, overdue ones first.
     *
     * @param limit at most so many in one answer, 1 to 1,000
     */
    public record Request(int limit) {
        public Request {
            if (limit < 1 || limit > 1000) {
                throw new IllegalArgumentException("limit must be from 1 to 1000: " + limit);
            }
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
