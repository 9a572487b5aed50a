package dev.signet.system.chaos;

import java.util.Locale;

/** What a process talks to, each through a link of its own. */
enum Peer {
    DATABASE,
    BROKER,
    COLLECTION,
    KEYS,
    AUDIT;

    boolean speaksHttp() {
        return this == COLLECTION || this == KEYS || this == AUDIT;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
