package dev.signet.cli.verify;

/** A key while the ledger is replayed. */
final class KeyReplay {
    final String id;
    /** Only keys of one keyring take turns with each other. */
    final String keyring;
    /** The tick of its last close, 0 before the first. */
    long lastUsed;

    long lastToken;
    int openLeases;
    boolean isDisabled;
    boolean isRetired;

    KeyReplay(String id, String keyring) {
        this.id = id;
        this.keyring = keyring;
    }

    String whyNotFree() {
        return openLeases > 0 ? "in use" : isRetired ? "retired" : "disabled";
    }

    boolean isFree() {
        return openLeases == 0 && !isDisabled && !isRetired;
    }
}
