package dev.signet.collection.imports;

/** An import ended at a line that cannot be a record; what came before it is stored. */
final class ImportRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final InvalidRecord reason;
    private final transient ImportResult before;

    ImportRefused(InvalidRecord reason, ImportResult before) {
        super(reason.getMessage(), reason);
        this.reason = reason;
        this.before = before;
    }

    long line() {
        return reason.line();
    }

    ImportResult before() {
        return before;
    }
}
