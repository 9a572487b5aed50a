package dev.signet.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signet.cli.progress.Progress;
import dev.signet.cli.server.IncompleteStream;
import dev.signet.cli.server.Json;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class LedgerCheckTest {
    private GeneratedRun run;

    @BeforeEach
    void goodRun() throws GeneralSecurityException {
        run = GeneratedRun.of(TestKey.ed25519(), TestKey.ed25519(), TestKey.ed25519(), TestKey.ed25519());
    }

    private LedgerReport check() throws InterruptedException {
        return new LedgerCheck(run, Duration.ZERO).run(LedgerCheck.Listener.SILENT);
    }

    private void assertBroken(LedgerReport report, long figure, String sentence) {
        assertThat(report.holds()).isFalse();
        assertThat(figure).as("in %s", report).isPositive();
        assertThat(String.join("\n", report.problems())).contains(sentence);
    }

    private static String text(ObjectNode line, String field) {
        return line.get(field).asString();
    }

    @Test
    void goodRunHolds() throws Exception {
        var report = check();

        assertThat(report.problems()).isEmpty();
        assertThat(report.holds()).isTrue();
        assertThat(report.records()).isEqualTo(60);
        assertThat(report.verified()).isEqualTo(60);
        assertThat(report.batches()).isEqualTo(12);
        assertThat(report.keysUsed()).isEqualTo(4);
        assertThat(report.leases()).isEqualTo(new LedgerReport.Leases(12, 1));
        assertThat(report.provider()).isNotBlank();
    }

    /** The run takes its keys in turns, so from the fifth batch on those of either keyring are mostly free while one of the other is taken. */
    @Test
    void keysOfTwoKeyringsTakeNoTurnsWithEachOther() throws Exception {
        var idle = GeneratedRun.node()
                .put("type", "key")
                .put("tick", 5)
                .put("event", "IMPORTED")
                .put("keyId", "idle");
        run.ledger.forEach(line -> shiftFrom(5, line));
        run.tick++;
        run.ledger.add(4, idle);
        assertThat(check().problems()).isNotEmpty().allMatch(problem -> problem.contains("while idle"));

        idle.put("keyring", "mail");

        assertThat(check().problems()).isEmpty();
    }

    @Test
    void batchThatIsSignedWithAKeyOfAnotherKeyringIsFound() throws Exception {
        run.batches.get(6).put("keyring", "mail");

        var report = check();

        assertBroken(
                report,
                report.inconsistencies(),
                "batch 7 of the keyring mail is signed with a key of the keyring default");
    }

    @Test
    void batchesOfAKeyringAreSignedWithItsKeys() throws Exception {
        run.batches.forEach(batch -> batch.put("keyring", "mail"));
        run.ledger.stream()
                .filter(line -> line.path("event").asString("").equals("IMPORTED"))
                .forEach(line -> line.put("keyring", "mail"));

        assertThat(check().problems()).isEmpty();
    }

    private static void shiftFrom(long tick, ObjectNode line) {
        for (var field : List.of("tick", "grantTick", "closeTick")) {
            if (line.path(field).asLong(0) >= tick) {
                line.put(field, line.get(field).asLong() + 1);
            }
        }
    }

    @Test
    void everyAlgorithmIsVerified() throws Exception {
        run = GeneratedRun.of(TestKey.ed25519(), TestKey.es256(), TestKey.ps256(), TestKey.mlDsa65());

        var report = check();

        assertThat(report.problems()).isEmpty();
        assertThat(report.verified()).isEqualTo(60);
    }

    @Test
    void recordOfManyMebibytesIsVerified() throws Exception {
        var keys = List.of(TestKey.ed25519(), TestKey.ed25519(), TestKey.ed25519());
        run = GeneratedRun.of(keys.toArray(TestKey[]::new));
        var line = run.signatures.get(7);
        var key = keys.stream()
                .filter(each -> each.id().equals(text(line, "keyId")))
                .findFirst()
                .orElseThrow();
        var jws = key.sign(line.get("recordId").asLong(), "x".repeat(5 << 20));
        line.put("protected", jws[0]).put("payload", jws[1]).put("signature", jws[2]);

        var report = check();

        assertThat(report.problems()).isEmpty();
        assertThat(report.verified()).isEqualTo(60);
    }

    @Test
    void signaturesSwappedBetweenRecordsAreFound() throws Exception {
        var one = run.signatures.get(7);
        var two = run.signatures.get(8);
        var signature = text(one, "signature");
        one.put("signature", text(two, "signature"));
        two.put("signature", signature);

        var report = check();

        assertBroken(report, report.unverified(), "does not match");
        assertThat(report.unverified()).isEqualTo(2);
        assertThat(report.verified()).isEqualTo(58);
    }

    @Test
    void wholeSignatureMovedToAnotherRecordIsFound() throws Exception {
        var from = run.signatures.get(7);
        var to = run.signatures.get(8);
        for (var field : new String[] {"protected", "payload", "signature"}) {
            to.put(field, text(from, field));
        }

        var report = check();

        assertBroken(report, report.unverified(), "its signature is that of record " + text(from, "recordId"));
    }

    @Test
    void changedPayloadIsFound() throws Exception {
        run.signatures.getFirst().put("payload", "e30");

        var report = check();

        assertBroken(report, report.unverified(), "record 1: the signature does not match");
    }

    @Test
    void headerThatSaysMoreThanItMayIsFound() throws Exception {
        var key = TestKey.ed25519();
        run = GeneratedRun.of(key, TestKey.ed25519(), TestKey.ed25519());
        var line = run.signatures.getFirst();
        var jws = key.sign(
                "{\"alg\":\"EdDSA\",\"kid\":\"%s\",\"typ\":\"signet-record+jws\",\"rid\":\"1\",\"crit\":[\"b64\"]}"
                        .formatted(key.id()),
                "{}");
        line.put("protected", jws[0]).put("payload", jws[1]).put("signature", jws[2]);

        var report = check();

        assertBroken(report, report.unverified(), "its header is not the one that Signet writes");
    }

    @Test
    void garbageInEveryFieldIsAFindingAndNotTheEnd() throws Exception {
        run.signatures.get(0).put("protected", "!!");
        run.signatures.get(1).put("signature", "AAAA");
        run.signatures.get(2).put("algorithm", "RS256");
        run.signatures.get(3).remove("payload");

        var report = check();

        assertThat(report.unverified()).isEqualTo(4);
        assertThat(report.verified()).isEqualTo(56);
    }

    @Test
    void keyUnderAnIdThatIsNotItsThumbprintIsRefused() throws Exception {
        run.jwks.getFirst().put("x", text(run.jwks.getLast(), "x"));

        var report = check();

        assertBroken(report, report.unverified(), "its id is not its thumbprint");
    }

    @Test
    void missingRecordIsFound() throws Exception {
        run.signatures.remove(7);

        var report = check();

        assertBroken(report, report.unsigned(), "batch 2 has 5 records but 4 signatures");
        assertThat(report.unsigned()).isEqualTo(1);
    }

    @Test
    void recordsThatAreInNoBatchAreFound() throws Exception {
        run.total += 5;

        var report = check();

        assertBroken(report, report.unsigned(), "run 1 has 65 records, but its batches have 60");
    }

    @Test
    void recordsOfAnotherKeyringThatAreInNoBatchAreFound() throws Exception {
        run.others.add(newestRun("0", 7)); // the first is the newer one, for which alone is waited where all are over

        var report = check();

        assertBroken(report, report.unsigned(), "run 0 has 7 records, but its batches have 0");
        assertThat(report.unsigned()).isEqualTo(7);
    }

    @Test
    void everyKeyringsRunIsHeldAgainstItsOwnBatches() throws Exception {
        run.batches.subList(0, 4).forEach(batch -> batch.put("runId", "2"));
        run.total -= 20;
        run.others.add(newestRun("2", 20));

        assertThat(check().problems()).isEmpty();
    }

    private static Progress newestRun(String id, long records) {
        return Json.MAPPER.readValue(
                "{\"runId\":\"%s\",\"state\":\"COMPLETED\",\"records\":{\"total\":%d,\"signed\":%d}}"
                        .formatted(id, records, records),
                Progress.class);
    }

    @Test
    void batchThatIsNotSignedIsFound() throws Exception {
        run.batches.get(4).put("state", "DISPATCHED");

        var report = check();

        assertBroken(report, report.unsigned(), "batch 5 is DISPATCHED");
    }

    @Test
    void doubledRecordIsFound() throws Exception {
        run.signatures.add(7, run.signatures.get(7));

        var report = check();

        assertBroken(report, report.doubleSigned(), "signed twice");
        assertThat(report.doubleSigned()).isEqualTo(1);
    }

    @Test
    void doubledRecordElsewhereIsFound() throws Exception {
        run.signatures.add(run.signatures.get(7));

        var report = check();

        assertBroken(report, report.doubleSigned(), "signed twice");
    }

    @Test
    void twoKeysInOneBatchAreFound() throws Exception {
        var stranger = run.leaseOf("7", "STORED");
        var line = run.signaturesOf("8").get(2);
        run.signatures.set(
                run.signatures.indexOf(line),
                run.line(Long.parseLong(text(line, "recordId")), stranger).put("batchId", "8"));

        var report = check();

        assertBroken(report, report.mixedKeyBatches(), "batch 8 is signed with more than one use of a key");
        assertThat(report.mixedKeyBatches()).isEqualTo(1);
    }

    @Test
    void oneUseOfAKeyOnTwoBatchesIsFound() throws Exception {
        var lease = run.leaseOf("7", "STORED");
        for (var line : run.signaturesOf("8")) {
            run.signatures.set(
                    run.signatures.indexOf(line),
                    run.line(Long.parseLong(text(line, "recordId")), lease).put("batchId", "8"));
        }

        var report = check();

        assertBroken(report, report.inconsistencies(), "batches 7 and 8 are both signed with token");
    }

    @Test
    void signaturesUnderAFencedLeaseAreFound() throws Exception {
        var fenced = run.leaseOf("3", "FENCED");
        for (var line : run.signaturesOf("3")) {
            run.signatures.set(run.signatures.indexOf(line), run.line(Long.parseLong(text(line, "recordId")), fenced));
        }

        var report = check();

        assertBroken(report, report.inconsistencies(), "which was fenced");
    }

    @Test
    void storedLeaseWithoutSignaturesIsFound() throws Exception {
        run.signatures.removeAll(run.signaturesOf("12"));

        var report = check();

        assertBroken(report, report.inconsistencies(), "batch 12 is stored, but it has no signature");
        assertThat(report.unsigned()).isEqualTo(GeneratedRun.SIZE);
    }

    @Test
    void signaturesWithoutALeaseAreFound() throws Exception {
        run.signaturesOf("4").forEach(line -> line.put("token", 99));

        var report = check();

        assertBroken(report, report.inconsistencies(), "which was never leased");
    }

    @Test
    void leasesOfOneKeyThatOverlapAreFound() throws Exception {
        var first = run.leaseOf("4", "STORED");
        var next = run.ledger.stream()
                .filter(line -> text(line, "keyId").equals(text(first, "keyId"))
                        && line.path("grantTick").asLong()
                                > first.get("grantTick").asLong())
                .findFirst()
                .orElseThrow();
        var swapped = next.get("closeTick").asLong();
        next.put("closeTick", first.get("closeTick").asLong());
        first.put("closeTick", swapped);
        next.put("closeTick", swapped + 1);

        var report = check();

        assertBroken(report, report.concurrentKeyUse(), "which was in use");
    }

    @Test
    void grantOutOfTurnIsFound() throws Exception {
        var one = run.leaseOf("9", "STORED");
        var two = run.leaseOf("10", "STORED");
        var keyId = text(one, "keyId");
        one.put("keyId", text(two, "keyId"));
        two.put("keyId", keyId);

        var report = check();

        assertBroken(report, report.lruViolations(), "was free");
        assertThat(report.concurrentKeyUse()).isZero();
    }

    @Test
    void anyOfTheKeysThatWereNeverUsedMayBeTaken() throws Exception {
        var keys = new TestKey[] {TestKey.ed25519(), TestKey.ed25519(), TestKey.ed25519(), TestKey.ed25519()};
        run = GeneratedRun.of(keys);
        var imports = new ArrayList<>(run.ledger.subList(0, 4));
        for (var i = 0; i < 4; i++) {
            imports.get(i).put("keyId", keys[3 - i].id());
        }

        assertThat(check().problems()).isEmpty();
    }

    @Test
    void retiredKeyIsNotMissedAndCanNeverComeBack() throws Exception {
        var resting = text(run.ledger.get(3), "keyId");
        run.keyEvent("DISABLED", resting);
        run.keyEvent("RETIRED", resting);
        assertThat(check().problems()).isEmpty();

        run.keyEvent("ENABLED", resting);

        assertThat(check().problems()).singleElement().asString().contains("cannot be ENABLED now");
    }

    @Test
    void disabledKeyIsNotMissedAndMustNotBeGranted() throws Exception {
        var resting = text(run.ledger.get(3), "keyId");
        run.keyEvent("DISABLED", resting);
        run.keyEvent("ENABLED", resting);
        assertThat(check().problems()).isEmpty();

        run.keyEvent("DISABLED", resting);
        run.ledger.add(run.leaseOf("12", "STORED")
                .deepCopy()
                .put("keyId", resting)
                .put("token", 50)
                .put("outcome", "FENCED")
                .put("grantTick", ++run.tick)
                .put("closeTick", ++run.tick));

        var report = check();
        assertBroken(report, report.concurrentKeyUse(), "which was disabled");
    }

    @Test
    void leaseLeftOutOfTheLedgerIsFound() throws Exception {
        run.ledger.remove(run.leaseOf("3", "FENCED"));

        var report = check();

        assertBroken(report, report.inconsistencies(), "the ledger goes from tick");
    }

    @Test
    void truncatedStreamsProveNothing() {
        run.exportEnd = "{\"recordId\":\"61\",\"batchI";
        assertThatExceptionOfType(IncompleteStream.class)
                .isThrownBy(this::check)
                .withMessageContaining("line 61 of signatures.ndjson cannot be read");

        run.ledgerEnd = "{\"type\":\"lea";
        assertThatExceptionOfType(IncompleteStream.class)
                .isThrownBy(this::check)
                .withMessageContaining("of the ledger of leases cannot be read");
    }

    @Test
    void missingEndLineProvesNothing() {
        run.exportEnd = run.signatures.removeLast().toString();

        assertThatExceptionOfType(IncompleteStream.class)
                .isThrownBy(this::check)
                .withMessageContaining("without saying that it is whole");
    }

    @Test
    void endLineWithAnotherCountProvesNothing() {
        run.exportEnd = "{\"end\":true,\"count\":61}";

        assertThatExceptionOfType(IncompleteStream.class)
                .isThrownBy(this::check)
                .withMessageContaining("has 60 lines but says 61");
    }

    @Test
    void openLeaseIsWaitedForAndSaid() throws Exception {
        var last = run.leaseOf("12", "STORED");
        last.put("state", "REVOKING");
        var said = new ArrayList<String>();

        var report = new LedgerCheck(run, Duration.ofMinutes(1)).run(new LedgerCheck.Listener() {
            @Override
            public void waiting(String reason) {
                said.add(reason);
                last.put("state", "CLOSED");
            }

            @Override
            public void verified(long soFar) {}
        });

        assertThat(report.holds()).isTrue();
        assertThat(said).containsExactly("1 lease still open");
    }

    @Test
    void runThatGoesOnIsNotChecked() {
        run.state = "RUNNING";

        assertThatExceptionOfType(NotFinished.class).isThrownBy(this::check).withMessage("the run is not finished");
    }

    @Test
    void pausedRunIsNotFinishedInsteadOfBroken() {
        run.state = "PAUSED";
        run.batches.getLast().put("state", "PLANNED");

        assertThatExceptionOfType(NotFinished.class).isThrownBy(this::check).withMessage("the run is paused");
    }

    @Test
    void recordsThatWaitForTheNextRunAreNotCheckedYet() {
        run.unplanned = 7;

        assertThatExceptionOfType(NotFinished.class)
                .isThrownBy(this::check)
                .withMessage("7 records not in a batch yet");
    }

    @Test
    void quarantinedAndSplitBatchesHaveNoSignatures() throws Exception {
        run.batches.add(GeneratedRun.node()
                .put("id", "90")
                .put("runId", "1")
                .put("size", 1)
                .put("state", "QUARANTINED"));
        run.batches.add(GeneratedRun.node()
                .put("id", "91")
                .put("runId", "1")
                .put("size", 100)
                .put("state", "SUPERSEDED"));
        run.total += 1;

        var report = check();

        assertThat(report.problems()).isEmpty();
        assertThat(report.records()).isEqualTo(61);
        assertThat(report.quarantined()).isEqualTo(1);
    }

    /** As when the ranges of the first records, and of the first leases, were taken off. */
    private void takeOff(int batches, long begin) {
        takeOff(batches);
        run.ledger.removeIf(
                line -> line.has("closeTick") && line.get("closeTick").asLong() < begin);
        run.ledger.addFirst(GeneratedRun.node().put("type", "begin").put("tick", begin));
    }

    private void takeOff(int batches) {
        for (var id = 1; id <= batches; id++) {
            var batch = Integer.toString(id);
            run.signatures.removeAll(run.signaturesOf(batch));
            run.batches.get(id - 1).put("takenOff", true);
        }
    }

    @Test
    void leasesOfBatchesThatWereTakenOffNeedNoSignatures() throws Exception {
        takeOff(4);

        assertThat(check().problems()).isEmpty();
    }

    /** The first lease of batch 3 was fenced: it leaves with the one that ended STORED, or not at all. */
    @Test
    void leaseThatWasLeftBehindSaysNothingOfWhoseTurnItWas() throws Exception {
        var fenced = run.leaseOf("3", "FENCED");
        takeOff(6, run.leaseOf("6", "STORED").get("closeTick").asLong() + 1);
        var keys = run.ledger.stream()
                .filter(line -> line.path("type").asString().equals("key"))
                .count();
        run.ledger.add((int) keys + 1, fenced);

        assertThat(check().problems()).isEmpty();
    }

    @Test
    void whatWasTakenOffIsMissedByNoRule() throws Exception {
        takeOff(4, run.leaseOf("4", "STORED").get("closeTick").asLong() + 1);

        var report = check();

        assertThat(report.problems()).isEmpty();
        assertThat(report.holds()).isTrue();
        assertThat(report.takenOff()).isEqualTo(20);
        assertThat(report.records()).isEqualTo(40);
    }

    @Test
    void behindItsBeginTheLedgerMayLackNothing() throws Exception {
        takeOff(4, run.leaseOf("4", "STORED").get("closeTick").asLong() + 1);
        run.ledger.remove(run.leaseOf("9", "STORED"));

        assertThat(check().inconsistencies()).isPositive();
    }

    @Test
    void batchThatWasNotTakenOffMayNotLackItsSignatures() throws Exception {
        takeOff(4, run.leaseOf("4", "STORED").get("closeTick").asLong() + 1);
        run.signatures.removeAll(run.signaturesOf("5"));

        assertThat(check().unsigned()).isEqualTo(5);
    }
}
