package dev.signet.collection.keyring;

/** key-service could not be asked for a public key that is not known here yet. Nothing is stored on a guess. */
public class KeysUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    KeysUnavailable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
