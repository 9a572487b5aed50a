package dev.signet.seed;

/** The system could not be filled; the message says why in one sentence. */
public final class SeedFailed extends RuntimeException {
    SeedFailed(String message) {
        super(message);
    }
}
