package dev.signet.vault.node;

import java.net.URI;
import java.time.Instant;

/** One instance, as its row tells. */
record Node(URI url, State state, Instant startedAt, Instant seenAt) {
    enum State {
        UP,
        /** It has said nothing for three heartbeats. */
        AWAY
    }
}
