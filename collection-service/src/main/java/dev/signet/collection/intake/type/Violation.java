package dev.signet.collection.intake.type;

/**
 * What is wrong with a message, in words that hold nothing of it.
 *
 * @param pointer where (RFC 6901); empty for all of it
 */
public record Violation(String pointer, String what) {
    /** One sentence for an operator. */
    @Override
    public String toString() {
        return pointer.isEmpty() ? "the message " + what : "%s %s".formatted(pointer, what);
    }
}
