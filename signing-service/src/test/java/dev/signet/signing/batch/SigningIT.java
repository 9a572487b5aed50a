package dev.signet.signing.batch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.contract.BatchId;
import dev.signet.contract.BatchState;
import dev.signet.contract.Bytes;
import dev.signet.contract.FailureReport;
import dev.signet.contract.FailureReport.Kind;
import dev.signet.contract.LeaseId;
import dev.signet.contract.LeaseReply;
import dev.signet.contract.LeaseRequest;
import dev.signet.contract.LeaseUse;
import dev.signet.contract.ParkedMessage;
import dev.signet.contract.SigningCompleted;
import dev.signet.contract.SigningTriggered;
import dev.signet.contract.StoreSignatures.Outcome;
import dev.signet.contract.Verdict;
import dev.signet.testing.TestBroker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningIT {
    private static KeyPair keyPair;
    private static TestBroker broker;
    private static FakePeers peers;
    private static Worker worker;

    @BeforeAll
    static void start(@TempDir Path tokens) throws Exception {
        keyPair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        broker = TestBroker.embedded();
        peers = new FakePeers(keyPair);
        worker = new Worker(broker, peers, tokens);
    }

    @AfterAll
    static void end() throws Exception {
        worker.close();
        peers.close();
        broker.close();
    }

    @Test
    void batchIsSignedStoredToldAndAcknowledged() throws Exception {
        var batch = peers.batch("{\"a\":1}", "{\"b\":2}");

        worker.deliver(batch);

        awaitEverythingAcknowledged(batch, "fetch", "lease", "signatures");
        assertThat(batch.stored).hasSize(2);
        for (var i = 0; i < 2; i++) {
            assertThat(batch.stored.get(i).recordId()).isEqualTo(batch.recordId(i));
            assertThat(verifies(batch, i)).isTrue();
        }
        assertThat(worker.completionsOf(batch)).singleElement().satisfies(event -> {
            assertThat(event.keyId()).isEqualTo(FakePeers.KEY);
            assertThat(event.token()).isEqualTo(5);
            assertThat(event.size()).isEqualTo(2);
            assertThat(event.outcome()).isEqualTo(Verdict.STORED);
        });
    }

    @Test
    void privateKeyIsWipedOnceThereIsASignerForIt() {
        PeculiarRecords.handed.clear();
        var batch = peers.batch("{}");

        worker.deliver(batch);

        awaitEverythingAcknowledged(batch, "fetch", "lease", "signatures");
        assertThat(PeculiarRecords.handed)
                .isNotEmpty()
                .allSatisfy(key -> assertThat(key).hasSizeGreaterThan(32).containsOnly(0));
    }

    @Test
    void redeliveredTriggerSignsNothingTwiceAndRepeatsTheCompletion() {
        var batch = peers.batch("{}");
        worker.deliver(batch);
        await().until(() -> worker.completionsOf(batch).size() == 1);

        worker.deliver(batch);

        await().until(() -> worker.completionsOf(batch).size() == 2);
        awaitEverythingAcknowledged(batch, "fetch", "lease", "signatures", "fetch");
        var events = worker.completionsOf(batch);
        assertThat(events.get(1).leaseId()).isEqualTo(events.get(0).leaseId());
    }

    @Test
    void signedBatchHasItsCompletionRepeated() {
        var batch = peers.batch("{}");
        var use = new LeaseUse(LeaseId.random(), FakePeers.KEY, 3);
        batch.state = BatchState.SIGNED;
        batch.signedWith = Optional.of(use);
        batch.receipt = Optional.of(FakeBatch.statement("receipt for", batch.id));

        worker.deliver(batch);

        await().until(() -> worker.completionsOf(batch).size() == 1);
        awaitEverythingAcknowledged(batch, "fetch");
        assertThat(worker.completionsOf(batch).getFirst())
                .isEqualTo(new SigningCompleted(
                        batch.id,
                        use.leaseId(),
                        use.keyId(),
                        3,
                        Verdict.STORED,
                        1,
                        SigningCompleted.Timings.NONE,
                        batch.receipt));
    }

    @Test
    void whatIsStatedIsCarriedFromWhoStatesItToWhoChecksIt() {
        var batch = peers.batch("{}");

        worker.deliver(batch);

        await().until(() -> worker.completionsOf(batch).size() == 1);
        var asked = batch.leaseRequests.getFirst();
        assertThat(asked.attempt()).isEqualTo(1);
        assertThat(asked.order()).hasValue(FakeBatch.statement("order of", batch.id));
        assertThat(batch.grants).containsExactly(Optional.of(FakeBatch.statement("grant for", batch.id)));
        assertThat(worker.completionsOf(batch).getFirst().receipt())
                .hasValue(FakeBatch.statement("receipt for", batch.id));
    }

    @Test
    void batchThatNobodyHasOrderedIsLeftAlone() {
        var batch = peers.batch("{}");
        batch.leaseAnswers.add(new LeaseReply.NotOrdered("there is no order"));

        worker.deliver(batch);

        awaitEverythingAcknowledged(batch, "fetch", "lease");
        assertThat(batch.deferrals).isEmpty();
        assertThat(batch.failures).isEmpty();
    }

    @Test
    void leaseThatIsNotBelievedIsGivenUpAndItsBatchComesBackLater() {
        var batch = peers.batch("{}");
        batch.storeAnswers.add(Outcome.NOT_GRANTED);

        worker.deliver(batch);

        awaitEverythingAcknowledged(batch, "fetch", "lease", "signatures", "revocation", "deferrals");
        assertThat(batch.failures).isEmpty();
        assertThat(worker.completionsOf(batch)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"QUARANTINED", "SUPERSEDED"})
    void batchThatIsClosedOtherwiseIsLeftAlone(BatchState state) {
        var batch = peers.batch("{}");
        batch.state = state;

        worker.deliver(batch);

        awaitEverythingAcknowledged(batch, "fetch");
        assertThat(worker.completionsOf(batch)).isEmpty();
    }

    @Test
    void batchWhoseLeaseIsClosedAsStoredIsDone() {
        var batch = peers.batch("{}");
        batch.leaseAnswers.add(new LeaseReply.Done(LeaseId.random(), FakePeers.KEY, 4));

        worker.deliver(batch);

        awaitEverythingAcknowledged(batch, "fetch", "lease");
    }

    @Test
    void batchUnderAnotherLeaseIsDeferredByWhatRemainsOfIt() {
        var batch = peers.batch("{}");
        batch.leaseAnswers.add(new LeaseReply.Busy(12_345));

        worker.deliver(batch);

        awaitEverythingAcknowledged(batch, "fetch", "lease", "deferrals");
        assertThat(batch.deferrals.getFirst().retryAfterMillis()).isEqualTo(12_345);
    }

    @Test
    void batchIsDeferredWhenNoKeyIsFree() {
        var batch = peers.batch("{}");
        batch.leaseAnswers.add(new LeaseReply.NoKey(700));

        worker.deliver(batch);

        awaitEverythingAcknowledged(batch, "fetch", "lease", "deferrals");
        assertThat(batch.deferrals.getFirst().retryAfterMillis()).isEqualTo(700);
    }

    @Test
    void batchIsDeferredWhenItsLeaseRequestIsSpent() {
        var batch = peers.batch("{}");
        batch.leaseAnswers.add(new LeaseReply.Refused());

        worker.deliver(batch);

        awaitEverythingAcknowledged(batch, "fetch", "lease", "deferrals");
    }

    @Test
    void leaseWhoseAnswerWasLostIsAskedForUnderTheSameRequest() {
        var batch = peers.batch("{}");
        batch.leaseAnswers.add(503);

        worker.deliver(batch);

        awaitEverythingAcknowledged(batch, "fetch", "lease", "lease", "signatures");
        assertThat(batch.leaseRequests)
                .extracting(LeaseRequest::requestId)
                .containsExactly(
                        batch.leaseRequests.getFirst().requestId(),
                        batch.leaseRequests.getFirst().requestId());
        assertThat(batch.leaseRequests.get(1)).isEqualTo(batch.leaseRequests.getFirst());
    }

    @Test
    void unsignableRecordIsReportedOnceThenTheLeaseIsGivenUp() {
        var batch = peers.batch("{}", PeculiarRecords.UNSIGNABLE, "{}");

        worker.deliver(batch);

        awaitEverythingAcknowledged(batch, "fetch", "lease", "failures", "revocation");
        assertThat(batch.failures).singleElement().satisfies(report -> {
            assertThat(report.kind()).isEqualTo(Kind.DETERMINISTIC);
            assertThat(report.reason()).isEqualTo("this record cannot be signed");
        });
    }

    @Test
    void whatNobodyForesawIsReportedWithoutItsMessage() {
        var batch = peers.batch(PeculiarRecords.UNFORESEEN);

        worker.deliver(batch);

        awaitEverythingAcknowledged(batch, "fetch", "lease", "failures", "revocation");
        assertThat(batch.failures).singleElement().satisfies(report -> {
            assertThat(report.kind()).isEqualTo(Kind.UNFORESEEN);
            assertThat(report.reason()).isEqualTo("signing failed with java.lang.IllegalStateException");
        });
    }

    @Test
    void signaturesThatTheStoreRefusesAreAFailure() {
        var batch = peers.batch("{}");
        batch.storeAnswers.add(Outcome.REFUSED);

        worker.deliver(batch);

        awaitEverythingAcknowledged(batch, "fetch", "lease", "signatures", "failures", "revocation");
        assertThat(batch.failures).extracting(FailureReport::kind).containsExactly(Kind.DETERMINISTIC);
    }

    @Test
    void signaturesThatDoNotVerifyAtTheStoreAreAFailureThatNamesTheKey() {
        var batch = peers.batch("{}");
        batch.storeAnswers.add(Outcome.UNVERIFIED);

        worker.deliver(batch);

        awaitEverythingAcknowledged(batch, "fetch", "lease", "signatures", "failures", "revocation");
        assertThat(batch.failures).singleElement().satisfies(report -> {
            assertThat(report.kind()).isEqualTo(Kind.DETERMINISTIC);
            assertThat(report.reason()).matches("a signature by key .{43} does not verify");
        });
    }

    @Test
    void recordThatIsTooLargeIsAFailure() {
        var batch = peers.batch("x".repeat(102_401));

        worker.deliver(batch);

        awaitEverythingAcknowledged(batch, "fetch", "fetch", "lease", "failures", "revocation");
        assertThat(batch.failures.getFirst().reason()).contains("too large");
    }

    @Test
    void batchWhoseRecordsAreTooManyBytesToComeWithOthersIsAskedForAlone() {
        var batch = peers.batch("{}", "{}");
        batch.large = true;

        worker.deliver(batch);

        awaitEverythingAcknowledged(batch, "fetch", "lease", "signatures");
        assertThat(worker.completionsOf(batch)).hasSize(1);
    }

    @Test
    void batchThatIsTooLargeIsAFailureWithoutALease() {
        var batch = peers.batch("{}");
        batch.size = 10_001;

        worker.deliver(batch);

        awaitEverythingAcknowledged(batch, "fetch", "failures");
    }

    @Test
    void storeWhoseAnswerWasLostIsRepeated() {
        var batch = peers.batch("{}");
        batch.storeAnswers.add(503);

        worker.deliver(batch);

        awaitEverythingAcknowledged(batch, "fetch", "lease", "signatures", "signatures");
        assertThat(worker.completionsOf(batch)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void outcomeThatStaysUnknownIsAskedByRevokingTheLease(Verdict verdict) {
        var batch = peers.batch("{}");
        batch.remainingMillis = 700;
        batch.verdict = verdict;
        for (var i = 0; i < 50; i++) {
            batch.storeAnswers.add(503);
        }

        worker.deliver(batch);

        await().until(() -> batch.calls.contains("revocation"));
        await().until(() -> worker.messagesLeft() == 0);
        assertThat(batch.calls)
                .startsWith("fetch", "lease", "signatures", "signatures")
                .endsWith("revocation");
        assertThat(worker.completionsOf(batch)).as("key-service knows already").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"STORED", "REFUSED", "NOT_GRANTED", "UNVERIFIED"})
    void keyIsGivenBackWhenTheStoreDoesNotWantTheSignatures(Outcome outcome) {
        var batch = peers.batch("{}");
        batch.everyStore = outcome;

        worker.deliver(batch);

        awaitEverythingAcknowledged(batch, "fetch", "lease", "signatures", "revocation");
        assertThat(worker.completionsOf(batch)).isEmpty();
    }

    @Test
    void recordsThatWereCutOffAreNoFailure() {
        var batch = peers.batch("{}", "{}");
        batch.cutOff = true;

        worker.deliver(batch);

        awaitEverythingAcknowledged(batch, "fetch", "lease", "revocation", "deferrals");
        assertThat(batch.failures).isEmpty();
    }

    @Test
    void leaseThatRunsOutWhileSigningStoresNothing() throws Exception {
        PeculiarRecords.closeGate();
        var batch = peers.batch(PeculiarRecords.GATED, "{}");
        batch.remainingMillis = 300;
        worker.deliver(batch);
        PeculiarRecords.reached.await();

        await().pollDelay(Duration.ofMillis(400)).until(() -> true);
        PeculiarRecords.gate.countDown();

        awaitEverythingAcknowledged(batch, "fetch", "lease", "revocation");
    }

    @Test
    void leaseIsRenewedOnceAThirdOfItHasPassed() throws Exception {
        PeculiarRecords.closeGate();
        var batch = peers.batch(PeculiarRecords.GATED, "{}");
        batch.remainingMillis = 2_000;
        worker.deliver(batch);
        PeculiarRecords.reached.await();

        await().pollDelay(Duration.ofMillis(700)).until(() -> true);
        PeculiarRecords.gate.countDown();

        awaitEverythingAcknowledged(batch, "fetch", "lease", "renewals", "signatures");
    }

    @Test
    void batchThatNobodyKnowsIsParked() {
        var stranger = new FakeBatch(new BatchId(999_999), List.of("{}"));

        worker.deliver(stranger);

        await().until(() -> peers.parked.stream().anyMatch(row -> row.reason().contains("knows no batch 999999")));
        await().until(() -> worker.messagesLeft() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "null", "{\"batchId\":\"x\"}", "{}"})
    void malformedTriggerIsParkedOnce(String body) {
        peers.parked.clear();

        worker.deliver(SigningTriggered.TYPE, body);

        await().until(() -> peers.parked.size() == 1);
        await().during(Duration.ofMillis(200)).until(() -> worker.messagesLeft() == 0 && peers.parked.size() == 1);
        assertThat(peers.parked).extracting(ParkedMessage::body).containsExactly(Bytes.wrap(body.getBytes(UTF_8)));
    }

    @Test
    void batchThatNobodyKnowsIsParkedAlsoWhenItsRecordsCouldNotBeAskedFor() {
        peers.recordsAway = true;
        var stranger = new FakeBatch(new BatchId(999_998), List.of("{}"));

        worker.deliver(stranger);

        await().until(() -> peers.parked.stream().anyMatch(row -> row.reason().contains("knows no batch 999998")));
        peers.recordsAway = false;
    }

    @Test
    void batchIsDeferredWhileKeyServiceIsAway() {
        var batch = peers.batch("{}");
        peers.keysAway = true;

        worker.deliver(batch);

        await().until(() -> batch.deferrals.size() == 1);
        await().until(() -> worker.messagesLeft() == 0);
        peers.keysAway = false;
    }

    @Test
    void messageWaitsAtTheBrokerWhileCollectionServiceIsAwayAndIsSignedOnceItIsBack() {
        var batch = peers.batch("{}");
        peers.collectionAway = true;
        worker.deliver(batch);
        var listener = worker.context.getBean(SigningListener.class);
        await().until(() -> !listener.isListening());
        assertThat(worker.messagesLeft()).isOne();

        peers.collectionAway = false;

        await().atMost(Duration.ofSeconds(20))
                .until(() -> worker.completionsOf(batch).size() == 1);
        awaitEverythingAcknowledged(batch, "fetch", "lease", "signatures");
    }

    @Test
    void workerSaysHowItSigns() throws Exception {
        var uri = URI.create("http://127.0.0.1:" + worker.port() + "/api/v1/worker");
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());

            assertThat(answer.body()).matches("\\{\"provider\":\"[\\w ]+\",\"version\":\"[^\"]+\",\"concurrency\":2}");
        }
    }

    private static void awaitEverythingAcknowledged(FakeBatch batch, String... calls) {
        await().untilAsserted(() -> assertThat(batch.calls).containsExactly(calls));
        await().until(() -> worker.messagesLeft() == 0);
    }

    private static boolean verifies(FakeBatch batch, int index) throws Exception {
        var header = "{\"alg\":\"EdDSA\",\"kid\":\"%s\",\"typ\":\"signet-record+jws\",\"rid\":\"%s\"}"
                .formatted(FakePeers.KEY, batch.recordId(index));
        var input = Bytes.wrap(header.getBytes(US_ASCII)).toBase64Url() + "."
                + Bytes.wrap(batch.payloads.get(index).getBytes(UTF_8)).toBase64Url();
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(keyPair.getPublic());
        verifier.update(input.getBytes(US_ASCII));
        return verifier.verify(batch.stored.get(index).content().toArray());
    }
}
