package dev.signet.seed;

/** The answer to an import of records. */
record Import(long stored, long skipped) {}
