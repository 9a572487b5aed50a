package dev.signet.cli.server;

/** A stream ended, or broke off, before the line that says it is whole: nothing can be concluded from it. */
public final class IncompleteStream extends RuntimeException {
    public IncompleteStream(String message) {
        super(message);
    }
}
