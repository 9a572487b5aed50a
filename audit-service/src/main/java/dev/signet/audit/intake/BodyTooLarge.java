package dev.signet.audit.intake;

/** A body is larger than is read here, once it is unpacked. */
final class BodyTooLarge extends RuntimeException {
    private static final long serialVersionUID = 1;

    BodyTooLarge(int limit) {
        super("The body is larger than the %d MB that are read here; send several batches."
                .formatted((limit + 1) >> 20));
    }
}
