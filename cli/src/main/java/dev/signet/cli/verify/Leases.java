package dev.signet.cli.verify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How every use of a key ended, so that the signatures can be held against it. */
final class Leases {
    private final Findings findings;
    private final Extent extent;
    private final Map<Use, Lease> byUse = new HashMap<>();
    private final Set<String> storedBatches = new HashSet<>();
    /** Those of them whose signatures must be there. */
    private final Set<String> coveredBatches = new HashSet<>();

    private final Set<String> keysUsed = new HashSet<>();
    private long stored;
    private long fenced;

    Leases(Findings findings, Extent extent) {
        this.findings = findings;
        this.extent = extent;
    }

    /** One use of a key, as signatures name it. */
    record Use(String keyId, long token) {}

    private record Lease(@Nullable String leaseId, @Nullable String batchId, Ending ending) {}

    private enum Ending {
        STORED,
        FENCED,
        OPEN,
        UNKNOWN
    }

    void add(LedgerLine line) {
        var ending = endingOf(line);
        switch (ending) {
            case STORED -> stored(line);
            case FENCED -> fenced++;
            case OPEN -> {} // its signatures may be there or not
            case UNKNOWN ->
                findings.add(Rule.CONSISTENT, "lease %s was closed without an outcome".formatted(line.leaseId()));
        }
        var lease = new Lease(line.leaseId(), line.batchId(), ending);
        if (byUse.put(new Use(line.keyId(), line.token()), lease) != null) {
            findings.add(Rule.CONSISTENT, "token %d of key %s has two leases".formatted(line.token(), line.keyId()));
        }
    }

    private Ending endingOf(LedgerLine line) {
        if (line.isOpen() && !extent.isEverything()) {
            return Ending.OPEN;
        }
        return switch (String.valueOf(line.outcome())) {
            case "STORED" -> Ending.STORED;
            case "FENCED" -> Ending.FENCED;
            default -> Ending.UNKNOWN;
        };
    }

    private void stored(LedgerLine line) {
        stored++;
        keysUsed.add(line.keyId());
        var batchId = String.valueOf(line.batchId());
        if (!storedBatches.add(batchId)) {
            findings.add(Rule.CONSISTENT, "batch %s has two leases that ended STORED".formatted(batchId));
        }
        if (extent.covers(line.closeTick())) {
            coveredBatches.add(batchId);
        }
    }

    /** Called once per use and batch found among the signatures. */
    void checkStored(Use use, String batchId, @Nullable String leaseId) {
        var lease = byUse.get(use);
        if (lease == null) {
            findings.add(
                    Rule.CONSISTENT,
                    "batch %s is signed with token %d of key %s, which was never leased"
                            .formatted(batchId, use.token(), use.keyId()));
        } else if (lease.ending() == Ending.FENCED || lease.ending() == Ending.UNKNOWN) {
            findings.add(
                    Rule.CONSISTENT, "batch %s is signed under lease %s, which was fenced".formatted(batchId, leaseId));
        } else if (!batchId.equals(lease.batchId()) || !Objects.equals(leaseId, lease.leaseId())) {
            findings.add(
                    Rule.CONSISTENT,
                    "batch %s is signed under lease %s, but the ledger says batch %s, lease %s"
                            .formatted(batchId, leaseId, lease.batchId(), lease.leaseId()));
        }
    }

    /** The other way round: a lease that ended STORED has signatures. */
    void checkAllSeen(Set<String> signedBatches, Predicate<String> isExpected) {
        coveredBatches.stream()
                .filter(isExpected)
                .filter(batchId -> !signedBatches.contains(batchId))
                .forEach(batchId -> findings.add(
                        Rule.CONSISTENT,
                        "the ledger says that batch %s is stored, but it has no signature".formatted(batchId)));
    }

    long stored() {
        return stored;
    }

    long fenced() {
        return fenced;
    }

    long keysUsed() {
        return keysUsed.size();
    }
}
