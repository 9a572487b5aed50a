package dev.signet.audit.intake;

/** A body is packed in a way that is not read here. */
final class UnknownEncoding extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownEncoding() {
        super("Send the body as it is, or with Content-Encoding: gzip.");
    }
}
