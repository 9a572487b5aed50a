package dev.signet.contract;

/**
 * The answer of {@code POST /internal/leases/{id}/revocation} on key-service, by which a worker gives up a lease: the lease is closed, and this
 * became of it. 503 when collection-service cannot be asked now; the lease is revoked later all the same.
 */
public record LeaseRevocation(Verdict verdict) {
    /**
     * What the worker sends.
     *
     * @param ranOut the batch outlasted its lease: counted against it, so that it does not go round for ever
     */
    public record Request(boolean ranOut) {}
}
