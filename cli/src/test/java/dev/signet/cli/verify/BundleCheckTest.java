package dev.signet.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.cli.bundle.Bundle;
import dev.signet.cli.bundle.RecordRange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class BundleCheckTest {
    private static TestKey[] keys;

    private GeneratedRun run;

    @TempDir
    private Path directory;

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = new TestKey[] {TestKey.ed25519(), TestKey.es256(), TestKey.ps256(), TestKey.mlDsa65()};
    }

    @BeforeEach
    void goodRun() throws Exception {
        run = GeneratedRun.of(keys);
    }

    private BundleCheck.Result check(Path bundle) throws Exception {
        return new BundleCheck(Bundle.at(bundle)).run(_ -> {}, LedgerCheck.Listener.SILENT);
    }

    private BundleCheck.Result checkRunning(long tick) throws Exception {
        return check(TestBundle.of(run, directory.resolve("running"), false, tick));
    }

    /** As if the batch had been handed out, and no more, when the batches were listed. */
    private void openBatch(String id) {
        run.signatures.removeAll(run.signaturesOf(id));
        batch(id).put("state", "DISPATCHED");
    }

    private ObjectNode batch(String id) {
        return run.batches.stream()
                .filter(batch -> batch.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private ObjectNode reopen(String batchId) {
        var lease = run.leaseOf(batchId, "STORED");
        lease.put("state", "ACTIVE").remove("outcome");
        lease.remove("closeTick");
        return lease;
    }

    @ParameterizedTest
    @ValueSource(strings = {"bundle", "bundle.tar.gz", "bundle.tgz"})
    void bundleIsReportedLikeTheRunThatItWasTakenFrom(String name) throws Exception {
        var published = new LedgerCheck(run, Duration.ZERO).run(LedgerCheck.Listener.SILENT);

        var report = check(TestBundle.of(run, directory.resolve(name))).report();

        assertThat(report).isEqualTo(published);
        assertThat(report.holds()).isTrue();
        assertThat(report.verified()).isEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bundle", "bundle.tar.gz"})
    void brokenRunIsReportedLikeTheRunThatItWasTakenFrom(String name) throws Exception {
        run.signatures.removeLast();
        run.signatures.getFirst().put("payload", "e30");
        run.leaseOf("5", "STORED").put("outcome", "FENCED");
        var published = new LedgerCheck(run, Duration.ZERO).run(LedgerCheck.Listener.SILENT);

        var report = check(TestBundle.of(run, directory.resolve(name))).report();

        assertThat(report).isEqualTo(published);
        assertThat(report.holds()).isFalse();
    }

    private BundleCheck.Result checkRange() throws Exception {
        run.batches.removeIf(
                batch -> !List.of("3", "4").contains(batch.get("id").asString()));
        run.signatures.removeIf(
                line -> !List.of("3", "4").contains(line.get("batchId").asString()));
        return check(TestBundle.ofRange(run, directory.resolve("range"), new RecordRange(17, 30)));
    }

    @Test
    void bundleOfARangeHoldsWithoutTheOtherBatches() throws Exception {
        var report = checkRange().report();

        assertThat(report.problems()).isEmpty();
        assertThat(report.verified()).isEqualTo(10);
        assertThat(report.records()).isEqualTo(10);
    }

    @Test
    void bundleOfARangeMayLackNothingOfItsBatches() throws Exception {
        run.signatures.removeAll(run.signaturesOf("4"));

        assertThat(checkRange().report().unsigned()).isEqualTo(5);
    }

    @Test
    void bundleTakenWhileSigningGoesOnHoldsWithoutWhatCameLater() throws Exception {
        openBatch("12");
        reopen("12");
        run.tick--;

        var result = checkRunning(run.leaseOf("10", "STORED").get("closeTick").asLong());

        assertThat(result.report().problems()).isEmpty();
        assertThat(result.open()).isEqualTo(1);
        assertThat(result.report().pending()).isEqualTo(GeneratedRun.SIZE);
        assertThat(result.report().verified()).isEqualTo(55);
    }

    @Test
    void batchWhoseLeaseIsNotClosedYetMayBeSignedInARunningBundle() throws Exception {
        reopen("12");
        run.tick--;

        var result = checkRunning(10);

        assertThat(result.report().problems()).isEmpty();
        assertThat(result.report().verified()).isEqualTo(60);
    }

    @Test
    void batchThatWasStoredAfterTheBatchesWereListedMayBeMissing() throws Exception {
        openBatch("12");

        assertThat(checkRunning(10).report().problems()).isEmpty();
    }

    @Test
    void batchThatWasStoredBeforeMustBeThere() throws Exception {
        openBatch("2");

        var report = checkRunning(run.tick).report();

        assertThat(report.problems())
                .containsExactly("the ledger says that batch 2 is stored, but it has no signature");
    }

    @Test
    void runningBundleMayNotHidePartOfABatch() throws Exception {
        run.signatures.removeLast();

        assertThat(checkRunning(10).report().unsigned()).isEqualTo(1);
    }

    @Test
    void signatureUnderALeaseThatNobodyGrantedIsFoundInARunningBundleToo() throws Exception {
        run.ledger.remove(reopen("12"));

        assertThat(String.join("\n", checkRunning(10).report().problems())).contains("which was never leased");
    }

    @Test
    void bundleThatCallsARunOverWhoseLeaseIsOpenIsFound() throws Exception {
        reopen("12");
        run.tick--;

        var report = check(TestBundle.of(run, directory.resolve("over"))).report();

        assertThat(String.join("\n", report.problems())).contains("has no close after it");
    }

    @Test
    void batchThatWasSplitWhileTheBatchesWereListedCountsOnce() throws Exception {
        run.batches.addFirst(GeneratedRun.node()
                .put("id", "0")
                .put("runId", "1")
                .put("size", 10)
                .put("state", "DEFERRED"));
        batch("1").put("parentId", "0");
        batch("2").put("parentId", "0");

        var report = checkRunning(run.tick).report();

        assertThat(report.problems()).isEmpty();
        assertThat(report.records()).isEqualTo(60);
        assertThat(report.pending()).isZero();
    }
}
