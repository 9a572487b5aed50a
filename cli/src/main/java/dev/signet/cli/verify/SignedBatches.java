package dev.signet.cli.verify;

import dev.signet.cli.verify.Leases.Use;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which batch was signed with which use of which key, as the signatures themselves say, in the order they come. */
final class SignedBatches {
    private final Leases leases;
    private final Findings findings;
    private final Map<String, Signed> byId = new HashMap<>();
    private final Map<Use, String> batchOfUse = new HashMap<>();
    private long lastRecordId;

    SignedBatches(Leases leases, Findings findings) {
        this.leases = leases;
        this.findings = findings;
    }

    private static final class Signed {
        final Use use;
        long signatures;
        boolean isMixed;

        Signed(Use use) {
            this.use = use;
        }
    }

    void on(SignatureLine line) {
        checkOrder(line);
        var use = new Use(line.keyId(), line.token());
        var batch = byId.get(line.batchId());
        if (batch == null) {
            batch = new Signed(use);
            byId.put(line.batchId(), batch);
            first(use, line);
        } else if (!use.equals(batch.use) && !batch.isMixed) {
            batch.isMixed = true;
            findings.add(
                    Rule.ONE_KEY_PER_BATCH,
                    "batch %s is signed with more than one use of a key".formatted(line.batchId()));
            first(use, line);
        }
        batch.signatures++;
    }

    // The export is in strictly ascending order, so a second signature of a record cannot hide.
    private void checkOrder(SignatureLine line) {
        if (line.recordId() <= lastRecordId) {
            findings.add(
                    Rule.SIGNED_ONCE,
                    "record %d stands after record %d: signed twice, or out of order"
                            .formatted(line.recordId(), lastRecordId));
        }
        lastRecordId = Math.max(lastRecordId, line.recordId());
    }

    private void first(Use use, SignatureLine line) {
        leases.checkStored(use, line.batchId(), line.leaseId());
        var other = batchOfUse.putIfAbsent(use, line.batchId());
        if (other != null && !other.equals(line.batchId())) {
            findings.add(
                    Rule.CONSISTENT,
                    "batches %s and %s are both signed with token %d of key %s"
                            .formatted(other, line.batchId(), use.token(), use.keyId()));
        }
    }

    long countOf(String batchId) {
        var batch = byId.get(batchId);
        return batch == null ? 0 : batch.signatures;
    }

    /** The key that its signatures name. */
    Optional<String> keyOf(String batchId) {
        return Optional.ofNullable(byId.get(batchId)).map(batch -> batch.use.keyId());
    }

    Set<String> ids() {
        return Collections.unmodifiableSet(byId.keySet());
    }
}
