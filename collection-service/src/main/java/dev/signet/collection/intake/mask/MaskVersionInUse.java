package dev.signet.collection.intake.mask;

/** A version of masking is still needed; the message says what for. */
final class MaskVersionInUse extends RuntimeException {
    private static final long serialVersionUID = 1;

    MaskVersionInUse(String sentence) {
        super(sentence);
    }
}
