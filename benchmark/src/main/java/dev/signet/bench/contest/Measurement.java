package dev.signet.bench.contest;

import java.util.List;
import java.util.Map;

/**
 * One run.
 *
 * @param seconds from the start to the last commit of signatures
 * @param cpuSeconds of all processes of the machine meanwhile; 0 where that is not known
 * @param ownCpuSeconds of the contestant's JVM alone, which what else goes on does not change much; 0 where others do the work
 * @param secondsOfParts of the processors, for each service that is a process of its own, and for the servers; none where the contestant is one JVM
 * @param transactions that wrote something, on the whole server
 * @param heapBytes live in the contestant's JVM afterwards; 0 where others do the work
 * @param slowestPageMillis afterwards; 0 where there are no pages
 * @param memory of each JVM that does the contestant's work
 */
public record Measurement(
        double seconds,
        double cpuSeconds,
        double ownCpuSeconds,
        Map<String, Double> secondsOfParts,
        long transactions,
        long heapBytes,
        double slowestPageMillis,
        List<Memory> memory) {
    public Measurement {
        secondsOfParts = Map.copyOf(secondsOfParts);
        memory = List.copyOf(memory);
    }
}
