package dev.signet.signing.batch;

/** What came of asking for one batch among others. */
sealed interface Opened {
    record Whole(BatchStream batch) implements Opened {}

    /** Its records are too many bytes to come with others. */
    record TooLarge() implements Opened {}

    record Unknown() implements Opened {}
}
