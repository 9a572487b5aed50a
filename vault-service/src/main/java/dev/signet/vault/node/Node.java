package dev.signet.vault.node;

import dev.signet.vault.node.Activity.Doing;
import dev.signet.vault.node.Activity.Done;
import java.net.URI;
import java.time.Instant;

/**
 * One instance, as it last told of itself.
 *
 * @param onBroker whether it takes requests from the broker
 */
record Node(URI url, State state, Instant startedAt, Instant seenAt, boolean onBroker, Doing doing, Done done) {
    enum State {
        UP,
        /** It has said nothing for three heartbeats. */
        AWAY
    }
}
