package dev.signet.collection.signature;

import static java.util.stream.Collectors.toSet;

import dev.signet.collection.batch.BatchRecords;
import dev.signet.collection.batch.BatchRecords.Member;
import dev.signet.collection.batch.Batches;
import dev.signet.collection.keyring.VerificationKeys;
import dev.signet.collection.signature.VerificationProperties.Mode;
import dev.signet.contract.BatchHead;
import dev.signet.contract.BatchId;
import dev.signet.contract.KeyId;
import dev.signet.platform.crypto.VerificationKey;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Verifies signatures before the transaction that stores them, so that no row is locked meanwhile. That is as good as within: records and the range of a
 * batch never change, and what was not looked at is not handed on.
 */
@Component
class Verification {
    private static final int SAMPLED = 16;

    private final Mode mode;
    private final Batches batches;
    private final BatchRecords records;
    private final VerificationKeys keys;

    Verification(VerificationProperties properties, Batches batches, BatchRecords records, VerificationKeys keys) {
        this.mode = properties.verify();
        this.batches = batches;
        this.records = records;
        this.keys = keys;
    }

    /**
     * A set that was looked at.
     *
     * @param set as it was sent; or, when it cannot be stored, without its signatures
     * @param fault why it cannot, where that is a signature
     */
    record Verified(SignatureSet set, Optional<String> fault) {
        static Verified wrong(SignatureSet set, String fault) {
            return new Verified(set.withoutSignatures(), Optional.of(fault));
        }
    }

    /** Each of these, in their order. Those of different batches are verified at the same time. */
    List<Verified> verify(List<SignatureSet> sets) {
        if (mode == Mode.OFF) {
            return sets.stream().map(set -> new Verified(set, Optional.empty())).toList();
        }
        var heads = batches.find(sets.stream().map(SignatureSet::batchId).toList());
        var storable = sets.stream()
                .filter(set -> isStorable(set, heads.get(set.batchId())))
                .toList();
        var known = keys.find(storable.stream().map(set -> set.lease().keyId()).collect(toSet()));
        var small = records.small(storable.stream()
                .map(SignatureSet::batchId)
                .distinct()
                .map(heads::get)
                .toList());
        return sets.parallelStream()
                .map(set -> verified(set, heads.get(set.batchId()), known, small))
                .toList();
    }

    // All others are refused, whatever their signatures are.
    private static boolean isStorable(SignatureSet set, @Nullable BatchHead batch) {
        return batch != null && batch.state().isOpen() && set.fits(batch);
    }

    private Verified verified(
            SignatureSet set,
            @Nullable BatchHead batch,
            Map<KeyId, VerificationKey> known,
            Map<BatchId, List<Member>> small) {
        if (batch == null || !isStorable(set, batch)) {
            return new Verified(set.withoutSignatures(), Optional.empty());
        }
        var key = known.get(set.lease().keyId());
        if (key == null) {
            return Verified.wrong(set, "its key is not in the keyring");
        }
        if (key.algorithm() != set.lease().algorithm()) {
            return Verified.wrong(set, "its key is not one for " + set.lease().algorithm());
        }
        var members = small.get(batch.batchId());
        return verified(set, members == null ? records.each(batch) : members.iterator(), key);
    }

    private Verified verified(SignatureSet set, Iterator<Member> members, VerificationKey key) {
        var verifier = key.verifier();
        var step = mode == Mode.ALL ? 1 : SAMPLED;
        var skip = ThreadLocalRandom.current()
                .nextInt(Math.min(step, set.signatures().size()));
        for (var frame : set.signatures()) {
            if (!members.hasNext()) {
                return new Verified(set.withoutSignatures(), Optional.empty());
            }
            var member = members.next();
            if (!member.id().equals(frame.recordId())) { // of a record that is not there
                return new Verified(set.withoutSignatures(), Optional.empty());
            }
            if (skip-- == 0) {
                skip = step - 1;
                if (!verifier.verifies(frame.recordId(), member.payload(), frame.content())) {
                    return Verified.wrong(
                            set, "the signature of record %s does not verify".formatted(frame.recordId()));
                }
            }
        }
        return new Verified(set, Optional.empty());
    }
}
