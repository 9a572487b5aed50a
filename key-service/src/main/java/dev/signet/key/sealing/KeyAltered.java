package dev.signet.key.sealing;

import dev.signet.contract.KeyId;

/** A stored key is not what was once sealed: its row was edited or swapped, or another key-encryption key is in use. */
public class KeyAltered extends RuntimeException {
    private static final long serialVersionUID = 1;

    KeyAltered(KeyId id) {
        super("the stored key " + id + " is not what was sealed under this key-encryption key");
    }
}
