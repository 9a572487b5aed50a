package dev.signet.key.keyring;

/** Not the passphrase that the key-encryption key is made of, or one that was said already. */
class WrongPassphrase extends RuntimeException {
    private static final long serialVersionUID = 1;
}
