package dev.signet.bench.scale;

/**
 * The processor time that a batch takes of a station.
 *
 * @param perBatchMillis whatever its size
 * @param perRecordMicros for each of its records
 */
public record Demand(double perBatchMillis, double perRecordMicros) {
    double seconds(int batchSize) {
        return perBatchMillis / 1e3 + perRecordMicros * batchSize / 1e6;
    }

    /** Of two sizes of batches, by what a run of each has taken for a batch. */
    static Demand through(int small, double smallSeconds, int large, double largeSeconds) {
        var perRecord = (largeSeconds - smallSeconds) / (large - small);
        return new Demand(Math.max(0, smallSeconds - perRecord * small) * 1e3, Math.max(0, perRecord) * 1e6);
    }
}
