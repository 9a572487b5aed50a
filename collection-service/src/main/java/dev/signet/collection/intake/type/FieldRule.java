package dev.signet.collection.intake.type;

import dev.signet.collection.intake.mask.Normalization;

/** What becomes of a field before anything of its message is stored. */
public sealed interface FieldRule {
    /** It stays as it is. */
    record Keep() implements FieldRule {}

    /** Nothing of it is stored. */
    record Drop() implements FieldRule {}

    /**
     * It is replaced by a code that equal values share.
     *
     * @param as what counts as equal
     * @param recoverable whether the original is kept as well, sealed to the recovery key, where there is one
     */
    record Mask(Normalization as, boolean recoverable) implements FieldRule {}

    /** It is replaced by itself, sealed to the recovery key: only the holder of the other half reads it, and equal values look different. */
    record Encrypt() implements FieldRule {}
}
