package dev.signet.embedded;

/** The embedded PostgreSQL is not there; the message says why in one sentence. */
public class DatabaseDidNotStart extends RuntimeException {
    DatabaseDidNotStart(String reason) {
        super("PostgreSQL did not start: " + reason);
    }

    DatabaseDidNotStart(String reason, Throwable cause) {
        super("PostgreSQL did not start: " + reason, cause);
    }
}
