package dev.signet.standalone;

/** A database or broker that was given cannot be used; the message says which, and why. */
final class ServerNotThere extends RuntimeException {
    private static final long serialVersionUID = 1;

    ServerNotThere(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
