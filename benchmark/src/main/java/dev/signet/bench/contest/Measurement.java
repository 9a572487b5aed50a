package dev.signet.bench.contest;

/**
 * One run.
 *
 * @param seconds from the start to the last commit of signatures
 * @param cpuSeconds of all processes of the machine meanwhile; 0 where that is not known
 * @param transactions that wrote something, on the whole server
 * @param heapBytes live in the contestant's JVM afterwards
 */
public record Measurement(double seconds, double cpuSeconds, long transactions, long heapBytes) {}
