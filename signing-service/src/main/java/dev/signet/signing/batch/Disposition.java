package dev.signet.signing.batch;

import dev.signet.contract.BatchId;

/** What is to become of the message that named a batch. */
sealed interface Disposition {
    Disposition DONE = new Done();

    /** All that this delivery could do is done: acknowledge. */
    record Done() implements Disposition {}

    /** Nothing can be done now, not even say so: leave it to the broker until what is missing is back. */
    record Leave(String reason) implements Disposition {}

    /** It can never be processed. */
    record Park(String reason) implements Disposition {}

    /** There is no such batch. */
    static Disposition unknown(BatchId id) {
        return new Park("collection-service knows no batch " + id);
    }
}
