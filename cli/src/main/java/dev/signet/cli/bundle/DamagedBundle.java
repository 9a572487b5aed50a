package dev.signet.cli.bundle;

/** A bundle is not what Signet wrote, or not all of it: nothing can be concluded from it. */
public final class DamagedBundle extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DamagedBundle(String message) {
        super(Shown.text(message));
    }

    public DamagedBundle(String message, Throwable cause) {
        super(Shown.text(message), cause);
    }
}
