package dev.signet.cli.server;

/** A part of an answer is not what it should be. */
public final class NotUnderstood extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotUnderstood(String part) {
        super("'%s' is missing or is not what it should be".formatted(part));
    }
}
