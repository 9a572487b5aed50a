package dev.signet.bench.contest;

import dev.signet.contract.Algorithm;

/**
 * What has to be signed, and how.
 *
 * @param provider of the cryptography, as {@code SIGNET_CRYPTO_PROVIDER} has it
 * @param threads of the limits and the peers, each of which signs one batch after the other
 * @param concurrency batches that each of Signet's workers has under way
 * @param workers processes that sign, for what runs as several processes
 */
public record Workload(
        int records,
        int keys,
        int batchSize,
        int payloadBytes,
        Algorithm algorithm,
        String provider,
        int threads,
        int concurrency,
        int workers) {
    public int batches() {
        return Math.ceilDiv(records, batchSize);
    }
}
