package dev.signet.console.upstream;

/**
 * An answer broke off while it was handed on. Without the cause: Spring would take a connection that was lost behind us for a client that has gone, and end the
 * answer as if it were complete.
 */
final class BrokenOff extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokenOff() {
        super("an answer broke off while it was handed on");
    }
}
