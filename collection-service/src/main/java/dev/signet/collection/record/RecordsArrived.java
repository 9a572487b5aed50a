package dev.signet.collection.record;

/** Records were committed: there is something to plan. A hint within this process; the planner looks by itself as well. */
public record RecordsArrived(int count) {}
