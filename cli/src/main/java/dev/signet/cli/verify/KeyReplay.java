package dev.signet.cli.verify;

/** A key while the ledger is replayed. */
final class KeyReplay {
    final String id;
    /** The tick of its last close, 0 before the first. */
    long lastUsed;

    long lastToken;
    int openLeases;
    boolean isDisabled;

    KeyReplay(String id) {
        this.id = id;
    }

    boolean isFree() {
        return openLeases == 0 && !isDisabled;
    }
}
