package dev.signet.platform;

/** The broker did not take a message, or did not say in time that it had. It may have arrived all the same: publish it again. */
public class NotDelivered extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotDelivered(String reason) {
        super(reason);
    }

    NotDelivered(String reason, Throwable cause) {
        super(reason, cause);
    }
}
