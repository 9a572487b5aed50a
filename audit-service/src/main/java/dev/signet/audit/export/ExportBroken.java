package dev.signet.audit.export;

/** An export failed while it was being sent. */
final class ExportBroken extends RuntimeException {
    private static final long serialVersionUID = 1;

    ExportBroken(Throwable cause) {
        super("the export broke off", cause);
    }
}
