package dev.signet.collection.imports;

/** Another import under the same Idempotency-Key is going on. */
final class ImportUnderWay extends RuntimeException {
    private static final long serialVersionUID = 1;

    ImportUnderWay() {
        super("Another import under this Idempotency-Key is going on; wait for its end, then send the same again.");
    }
}
