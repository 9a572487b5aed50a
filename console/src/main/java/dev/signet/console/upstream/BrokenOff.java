package dev.signet.console.upstream;

/** An answer broke off while it was handed on. */
final class BrokenOff extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokenOff(Throwable cause) {
        super("an answer broke off while it was handed on", cause);
    }
}
