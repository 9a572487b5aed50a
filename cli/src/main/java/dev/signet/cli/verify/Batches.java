package dev.signet.cli.verify;

import dev.signet.cli.progress.Progress;
import dev.signet.cli.verify.LedgerSource.Batch;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What was to be signed, by the list of batches, which was made before any signature was. */
final class Batches {
    private static final Set<String> ENDED = Set.of("SIGNED", "QUARANTINED", "SUPERSEDED");

    private final Extent extent;
    private final Map<String, Batch> byId = new HashMap<>();
    // One that was split while the list was read still stands there as it was before.
    private final Set<String> split = new HashSet<>();
    private long takenOff;

    private Batches(Extent extent) {
        this.extent = extent;
    }

    static Batches read(LedgerSource source, Findings findings) throws InterruptedException {
        var batches = new Batches(source.extent());
        source.batches(batch -> batches.add(batch, findings));
        return batches;
    }

    private void add(Batch batch, Findings findings) {
        if (byId.put(batch.id(), batch) != null) {
            findings.add(Rule.CONSISTENT, "batch %s is listed twice".formatted(batch.id()));
        }
        var parent = batch.parentId();
        if (parent != null) {
            split.add(parent);
        }
    }

    /** Every batch has as many signatures as records, or none if it was quarantined or split. */
    void compare(SignedBatches signed, Findings findings) {
        byId.values().forEach(batch -> compare(batch, signed.countOf(batch.id()), findings));
        signed.ids().stream()
                .filter(id -> !byId.containsKey(id))
                .forEach(id ->
                        findings.add(Rule.CONSISTENT, "batch %s has signatures but does not exist".formatted(id)));
    }

    private void compare(Batch batch, long signatures, Findings findings) {
        var expected = "SIGNED".equals(batch.state()) ? batch.size() : 0;
        if (isOpen(batch) && extent.isEverything()) {
            findings.add(Rule.SIGNED, batch.size(), "batch %s is %s".formatted(batch.id(), batch.state()));
        } else if (signatures < expected && batch.takenOff()) {
            takenOff += expected - signatures;
        } else if (signatures < expected) {
            findings.add(
                    Rule.SIGNED,
                    expected - signatures,
                    "batch %s has %d records but %d signatures".formatted(batch.id(), expected, signatures));
        } else if (signatures > expected) {
            findings.add(
                    Rule.CONSISTENT,
                    "batch %s is %s and has %d records to sign but %d signatures"
                            .formatted(batch.id(), batch.state(), expected, signatures));
        }
    }

    /** Each is signed by a key of its own keyring. */
    void compareKeyrings(SignedBatches signed, Map<String, String> keyrings, Findings findings) {
        byId.values()
                .forEach(batch -> signed.keyOf(batch.id())
                        .map(keyrings::get)
                        .filter(keyring -> !keyring.equals(batch.keyring()))
                        .ifPresent(keyring -> findings.add(
                                Rule.CONSISTENT,
                                "batch %s of the keyring %s is signed with a key of the keyring %s"
                                        .formatted(batch.id(), batch.keyring(), keyring))));
    }

    /** A run's own count of its records is another witness: no record was left out of all batches. */
    void compare(Progress progress, Findings findings) {
        var planned = byId.values().stream()
                .filter(batch -> isLive(batch) && batch.runId().equals(progress.runId()))
                .mapToLong(Batch::size)
                .sum();
        var missing = progress.records().total() - planned;
        if (missing != 0) {
            findings.add(
                    Rule.SIGNED,
                    Math.abs(missing),
                    "run %s has %d records, but its batches have %d"
                            .formatted(progress.runId(), progress.records().total(), planned));
        }
    }

    /** Whether what the ledger says was stored for it must be among the signatures. */
    boolean isExpected(String id) {
        var batch = byId.get(id);
        return batch == null ? !extent.isPart() : !batch.takenOff();
    }

    /** Without those that were taken off. */
    long records() {
        return byId.values().stream()
                        .filter(this::isLive)
                        .mapToLong(Batch::size)
                        .sum()
                - takenOff;
    }

    /** Records whose signatures are elsewhere. */
    long takenOff() {
        return takenOff;
    }

    long quarantined() {
        return byId.values().stream()
                .filter(batch -> "QUARANTINED".equals(batch.state()))
                .mapToLong(Batch::size)
                .sum();
    }

    long signed() {
        return byId.values().stream()
                .filter(batch -> "SIGNED".equals(batch.state()))
                .count();
    }

    long pending() {
        return byId.values().stream()
                .filter(this::isOpen)
                .mapToLong(Batch::size)
                .sum();
    }

    private boolean isLive(Batch batch) {
        return !"SUPERSEDED".equals(batch.state()) && !(isOpenState(batch) && split.contains(batch.id()));
    }

    private boolean isOpen(Batch batch) {
        return isLive(batch) && isOpenState(batch);
    }

    private static boolean isOpenState(Batch batch) {
        return !ENDED.contains(batch.state());
    }
}
