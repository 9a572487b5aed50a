package dev.signet.bench.contest;

/**
 * What a JVM has taken since it was started.
 *
 * @param service which of the contestant's it is; empty where there is but one
 * @param residentBytes of the machine's memory, at most; 0 where that is not known
 * @param heapBytes left by a collection, at most
 * @param liveBytes left by a full collection after the run
 */
public record Memory(String service, long residentBytes, long heapBytes, long liveBytes) {}
