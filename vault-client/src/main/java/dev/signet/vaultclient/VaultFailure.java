package dev.signet.vaultclient;

/** What was asked for cannot be had. The message is a sentence that says why. */
public final class VaultFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What kind of failure it is, for those that act upon it. */
    public enum Reason {
        /** There is no such item, or the key is not its key: which of the two is told to nobody. */
        NOT_OPENED,
        /** The version that the key was of is removed. */
        REMOVED,
        /** Whoever asks is not known, or may not. */
        NOT_ALLOWED,
        /** The payload is larger than the vault takes. */
        TOO_LARGE,
        /** Too many attempts were refused lately. */
        TOO_MANY_ATTEMPTS,
        /** The vault does not do what was asked, and would not if it were asked again. */
        REFUSED,
        /** No node gave an answer in time; the message has what became of each try. */
        UNAVAILABLE
    }

    private final Reason reason;

    VaultFailure(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
