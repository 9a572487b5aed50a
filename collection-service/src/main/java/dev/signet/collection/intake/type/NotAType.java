package dev.signet.collection.intake.type;

/** What was configured is no intake type; the message says why. Stops the start. */
final class NotAType extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotAType(String why) {
        super(why);
    }
}
