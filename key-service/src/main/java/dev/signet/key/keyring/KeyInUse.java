package dev.signet.key.keyring;

import dev.signet.contract.KeyId;

/** A key that is leased cannot be taken out of use: its signatures may still be stored. */
public class KeyInUse extends RuntimeException {
    private static final long serialVersionUID = 1;

    KeyInUse(KeyId id) {
        super("The key %s is in use; try again when its batch is signed.".formatted(id));
    }
}
