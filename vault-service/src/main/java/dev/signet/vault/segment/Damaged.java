package dev.signet.vault.segment;

/** What is stored is not what was sealed: changed, cut off, in another order, or gone. */
public final class Damaged extends RuntimeException {
    private static final long serialVersionUID = 1;

    Damaged(String reason) {
        super(reason);
    }

    Damaged(String reason, Throwable cause) {
        super(reason, cause);
    }
}
