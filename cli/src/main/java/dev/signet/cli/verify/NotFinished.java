package dev.signet.cli.verify;

/** There is nothing to prove yet: the run goes on, or a lease is still open. */
public final class NotFinished extends RuntimeException {
    NotFinished(String message) {
        super(message);
    }
}
