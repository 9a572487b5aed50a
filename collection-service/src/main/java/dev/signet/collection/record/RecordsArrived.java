package dev.signet.collection.record;

import dev.signet.collection.keyring.Keyring;

/** Records were committed: there is something to plan. A hint within this process; the planner looks by itself as well. */
public record RecordsArrived(Keyring keyring, int count) {}
