package dev.signet.bench.contest;

import dev.signet.contract.Algorithm;

/**
 * What has to be signed, and how.
 *
 * @param concurrency batches signed at the same time
 */
public record Workload(int records, int keys, int batchSize, int payloadBytes, Algorithm algorithm, int concurrency) {
    public int batches() {
        return Math.ceilDiv(records, batchSize);
    }
}
