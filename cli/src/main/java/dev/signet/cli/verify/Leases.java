package dev.signet.cli.verify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How every use of a key ended, so that the signatures can be held against it. */
final class Leases {
    private final Findings findings;
    private final Map<Use, Lease> byUse = new HashMap<>();
    private final Set<String> storedBatches = new HashSet<>();
    private final Set<String> keysUsed = new HashSet<>();
    private long fenced;

    Leases(Findings findings) {
        this.findings = findings;
    }

    /** One use of a key, as signatures name it. */
    record Use(String keyId, long token) {}

    private record Lease(@Nullable String leaseId, @Nullable String batchId, boolean isStored) {}

    void add(LedgerLine line) {
        var isStored = "STORED".equals(line.outcome());
        if (isStored) {
            keysUsed.add(line.keyId());
            if (!storedBatches.add(String.valueOf(line.batchId()))) {
                findings.add(Rule.CONSISTENT, "batch %s has two leases that ended STORED".formatted(line.batchId()));
            }
        } else if ("FENCED".equals(line.outcome())) {
            fenced++;
        } else {
            findings.add(Rule.CONSISTENT, "lease %s was closed without an outcome".formatted(line.leaseId()));
        }
        var lease = new Lease(line.leaseId(), line.batchId(), isStored);
        if (byUse.put(new Use(line.keyId(), line.token()), lease) != null) {
            findings.add(Rule.CONSISTENT, "token %d of key %s has two leases".formatted(line.token(), line.keyId()));
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
        } else if (!lease.isStored()) {
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
    void checkAllSeen(Set<String> signedBatches) {
        storedBatches.stream()
                .filter(batchId -> !signedBatches.contains(batchId))
                .forEach(batchId -> findings.add(
                        Rule.CONSISTENT,
                        "the ledger says that batch %s is stored, but it has no signature".formatted(batchId)));
    }

    long stored() {
        return byUse.values().stream().filter(Lease::isStored).count();
    }

    long fenced() {
        return fenced;
    }

    long keysUsed() {
        return keysUsed.size();
    }
}
