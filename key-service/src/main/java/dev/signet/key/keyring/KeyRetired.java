package dev.signet.key.keyring;

import dev.signet.contract.KeyId;

/** A retired key is out of use for good. */
class KeyRetired extends RuntimeException {
    private static final long serialVersionUID = 1;

    KeyRetired(KeyId id) {
        super("The key %s is retired, for good; make or import another one.".formatted(id));
    }
}
