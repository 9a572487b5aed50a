package dev.signet.collection.intake;

/** Somebody has made another version the one to mask with, since this process looked. */
final class MaskSuperseded extends RuntimeException {
    private static final long serialVersionUID = 1;

    MaskSuperseded(int version) {
        super("version " + version + " is not what is masked with any more");
    }
}
