package dev.signet.platform.crypto;

/** A record cannot be signed, and trying again will fail in the same way. The message is one sentence without contents or keys. */
public class CannotSign extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String reason;

    public CannotSign(String reason) {
        super(reason);
        this.reason = reason;
    }

    public CannotSign(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
