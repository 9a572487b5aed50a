package dev.signet.bench.contest;

import java.util.List;

/**
 * One run.
 *
 * @param seconds from the start to the last commit of signatures
 * @param cpuSeconds of all processes of the machine meanwhile; 0 where that is not known
 * @param ownCpuSeconds of the contestant's JVM alone, which what else goes on does not change much; 0 where others do the work
 * @param transactions that wrote something, on the whole server
 * @param heapBytes live in the contestant's JVM afterwards; 0 where others do the work
 * @param slowestPageMillis afterwards; 0 where there are no pages
 * @param memory of each JVM that does the contestant's work
 */
public record Measurement(
        double seconds,
        double cpuSeconds,
        double ownCpuSeconds,
        long transactions,
        long heapBytes,
        double slowestPageMillis,
        List<Memory> memory) {
    public Measurement {
        memory = List.copyOf(memory);
    }
}
