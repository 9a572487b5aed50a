package dev.signet.embedded;

/** The embedded broker is not there; the message says why in one sentence. */
public class BrokerDidNotStart extends RuntimeException {
    BrokerDidNotStart(String reason, Throwable cause) {
        super("The embedded broker did not start: " + reason, cause);
    }
}
