package dev.signet.cli.verify;

/** A signature is not what it should be; the message says in what. */
final class NotVerified extends Exception {
    NotVerified(String reason) {
        super(reason, null, false, false);
    }
}
