package dev.signet.platform.kek;

/** A key-encryption key is not there now, though it may come. The message is one sentence that says what is missing. */
public class KekUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public KekUnavailable(String reason) {
        super(reason);
    }

    KekUnavailable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
