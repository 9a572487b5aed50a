package dev.signet.collection.imports;

/** A line of an import cannot be a record. */
final class InvalidRecord extends Exception {
    private static final long serialVersionUID = 1;

    private final long line;

    /** @param what goes after "Line n" */
    InvalidRecord(long line, String what) {
        super("Line " + line + " " + what + ".");
        this.line = line;
    }

    long line() {
        return line;
    }
}
