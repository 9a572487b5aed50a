package dev.signet.key.sealing;

import dev.signet.platform.kek.KekUnavailable;

/** There is a key-encryption key, and it does not open all keys that there are. */
public class KekMismatch extends KekUnavailable {
    private static final long serialVersionUID = 1;

    KekMismatch() {
        super("keys in the database were sealed under another key-encryption key than those that are there");
    }
}
