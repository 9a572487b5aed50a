package dev.signet.vault.segment;

/** collection-service does not answer now; all that was asked may be asked again. */
public final class StorageAway extends RuntimeException {
    private static final long serialVersionUID = 1;

    StorageAway(Throwable cause) {
        super("collection-service is not available", cause);
    }
}
