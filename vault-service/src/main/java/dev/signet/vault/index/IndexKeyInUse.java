package dev.signet.vault.index;

/** It cannot be dropped, or no other can be made, for the reason that the message says. */
final class IndexKeyInUse extends RuntimeException {
    private static final long serialVersionUID = 1;

    IndexKeyInUse(String reason) {
        super(reason);
    }
}
