package dev.signet.key.collection;

/** collection-service could not be asked, so nobody knows now what is stored. Nothing is freed on a guess. */
public class CollectionUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    CollectionUnavailable(String reason) {
        super(reason);
    }

    CollectionUnavailable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
