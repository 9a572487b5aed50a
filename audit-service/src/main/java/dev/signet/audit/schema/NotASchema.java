package dev.signet.audit.schema;

/** What was to be registered is no JSON Schema that can be used here; the message says why. */
final class NotASchema extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotASchema(String why) {
        super(why);
    }
}
