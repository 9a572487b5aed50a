package dev.signet.standalone;

import dev.signet.cli.progress.Progress;
import dev.signet.cli.verify.LedgerReport;

/**
 * The figures of a demo as {@code --report} writes them.
 *
 * @param provider what signed
 * @param recordsPerSecond what this command signed, over its seconds of signing; 0 when there was nothing left to sign
 * @param redispatched how often a batch was handed out again
 * @param parked messages that could not be processed
 */
record DemoReport(
        long records,
        long signed,
        int keys,
        int batchSize,
        String algorithm,
        String provider,
        Seconds seconds,
        double recordsPerSecond,
        Invariants invariants,
        long batches,
        LedgerReport.Leases leases,
        long redispatched,
        long deferred,
        long quarantined,
        long parked) {

    /** What must be 0. */
    record Invariants(
            long doubleSigned, long concurrentKeyUse, long mixedKeyBatches, long lruViolations, long unverified) {}

    record Seconds(double startup, double seed, double sign, double verify) {}

    static DemoReport of(
            DemoOptions options,
            Progress progress,
            long signedBefore,
            LedgerReport ledger,
            String provider,
            Seconds seconds) {
        return new DemoReport(
                ledger.records(),
                ledger.signed(),
                options.system.keys,
                options.system.batchSize,
                options.algorithm,
                provider,
                seconds,
                Math.max(0, progress.records().signed() - signedBefore) / seconds.sign(),
                new Invariants(
                        ledger.doubleSigned(),
                        ledger.concurrentKeyUse(),
                        ledger.mixedKeyBatches(),
                        ledger.lruViolations(),
                        ledger.unverified() + ledger.unsigned() + ledger.inconsistencies()),
                ledger.batches(),
                ledger.leases(),
                progress.redispatched(),
                progress.deferred(),
                progress.records().quarantined(),
                progress.parked());
    }
}
