package dev.signet.key.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.signet.contract.Algorithm;
import dev.signet.contract.BatchId;
import dev.signet.contract.Envelope;
import dev.signet.contract.Fence;
import dev.signet.contract.KeyId;
import dev.signet.contract.KeyUse;
import dev.signet.contract.LeaseId;
import dev.signet.contract.LeaseRenewal;
import dev.signet.contract.LeaseReply;
import dev.signet.contract.LeaseReply.Busy;
import dev.signet.contract.LeaseReply.Granted;
import dev.signet.contract.LeaseReply.NoKey;
import dev.signet.contract.LeaseReply.NotOrdered;
import dev.signet.contract.LeaseReply.Refused;
import dev.signet.contract.LeaseRequest;
import dev.signet.contract.LeaseRevocation;
import dev.signet.contract.Statement;
import dev.signet.contract.Statement.Order;
import dev.signet.contract.Statement.Receipt;
import dev.signet.contract.Verdict;
import dev.signet.key.CollectionFake;
import dev.signet.key.Issuers;
import dev.signet.key.RunningKeyService;
import dev.signet.key.Worker;
import dev.signet.platform.crypto.SigningProvider;
import dev.signet.platform.statement.Statements;
import dev.signet.testing.StatementKeys;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LeaseControllerIT {
    private static final String LEASES = "/internal/leases";
    private static final Worker WORKER = new Worker();

    private static RunningKeyService service;

    @BeforeAll
    static void start(@TempDir Path directory) {
        service = RunningKeyService.start(directory, "--signet.lease.max-waiting=25");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void clear() {
        service.clear();
    }

    @Test
    void grantedKeyCanBeOpenedByTheWorkerAlone() throws Exception {
        var keys = service.generateKeys(1);

        var granted = grant(WORKER.request(7, 0));

        assertThat(granted.keyId()).isEqualTo(keys.getFirst());
        assertThat(granted.remainingMillis()).isBetween(55_000L, 61_000L);
        var pkcs8 = WORKER.open(granted, 7);
        assertThat(KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)))
                .isNotNull();
    }

    @Test
    void callersWithoutTheRightTokenAreRefused() {
        service.generateKeys(1);
        var uri = service.uri(LEASES);
        var nobody = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        var seeder = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer token-of-seeder")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();

        assertThat(service.send(nobody).statusCode()).isEqualTo(401);
        assertThat(service.send(seeder).statusCode()).isEqualTo(403);
    }

    @Test
    void requestThatMakesNoSenseIsA400() {
        var reply = service.post(LEASES, Map.of("requestId", "x"));

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void conflictsAndLeasesThatAreOverAreRefused() {
        service.generateKeys(1);
        var request = WORKER.request(1, 0);
        var granted = grant(request);

        var other = new LeaseRequest(
                request.requestId(),
                request.batchId(),
                request.attempt(),
                "w",
                new Worker().publicKey(),
                0,
                request.order());
        assertThat(lease(other)).isInstanceOf(Refused.class);
        assertThat(lease(WORKER.request(1, 0)))
                .isInstanceOfSatisfying(
                        Busy.class, busy -> assertThat(busy.retryAfterMillis()).isBetween(1000L, 5000L));
        assertThat(revoke(granted.leaseId()).body()).contains("FENCED");
        assertThat(lease(request)).isInstanceOf(Refused.class);
    }

    @Test
    void withoutAFreeKeyTheCallLastsAsLongAsAsked() {
        var began = System.nanoTime();

        var reply = lease(WORKER.request(1, 400));

        assertThat(reply).isInstanceOf(NoKey.class);
        assertThat(System.nanoTime() - began).isGreaterThan(400_000_000L);
    }

    @Test
    void whoGetsAKeyDoesNotWaitForThoseOfTheSameCallWhoGetNone() {
        service.generateKeys(1);

        var replies = lease(List.of(WORKER.request(1, 30_000), WORKER.request(2, 30_000), WORKER.request(3, 30_000)));

        assertThat(replies.getFirst()).isInstanceOf(Granted.class);
        assertThat(replies.subList(1, 3)).containsOnly(new NoKey(0));
    }

    @Test
    void requestsOfOneCallAreDecidedEachForItself() {
        service.generateKeys(3);
        var held = WORKER.request(1, 0);
        var lease = grant(held);

        var replies = lease(List.of(WORKER.request(1, 0), WORKER.request(2, 0), held));

        assertThat(replies.get(0)).isInstanceOf(Busy.class);
        assertThat(replies.get(1)).isInstanceOf(Granted.class);
        assertThat(replies.get(2))
                .isInstanceOfSatisfying(
                        Granted.class, again -> assertThat(again.leaseId()).isEqualTo(lease.leaseId()));
    }

    @Test
    void waitersAreServedInTheOrderOfTheirArrivalAndWithoutAHotLoop() {
        service.generateKeys(2);
        var held = new ArrayList<>(List.of(grant(WORKER.request(1, 0)), grant(WORKER.request(2, 0))));
        var waiters = new ArrayList<CompletableFuture<Granted>>();
        for (var batch = 101; batch <= 120; batch++) {
            var request = WORKER.request(batch, 30_000);
            waiters.add(CompletableFuture.supplyAsync(() -> grant(request), Thread::startVirtualThread));
            awaitWaiting(waiters.size());
        }
        var commitsBefore = commits();

        for (var i = 0; i < waiters.size(); i++) {
            store(held.removeFirst());
            held.add(waiters.get(i).join());
            assertThat(waiters.stream().filter(CompletableFuture::isDone)).hasSize(i + 1);
        }

        assertThat(commits() - commitsBefore).isLessThan(600);
        held.forEach(lease -> assertThat(lease.token()).isEqualTo(11));
    }

    @Test
    void keyThatAnotherProcessFreedIsNoticed() {
        service.generateKeys(1);
        var holder = grant(WORKER.request(1, 0));
        var waiter = CompletableFuture.supplyAsync(() -> lease(WORKER.request(2, 30_000)), Thread::startVirtualThread);
        awaitWaiting(1);

        var close = new Close(new KeyUse(holder.keyId(), holder.token()), Verdict.FENCED);
        service.bean(LeaseTransaction.class).commit(List.of(close), List.of());

        assertThat(waiter.join()).isInstanceOf(Granted.class);
    }

    @Test
    void waiterThatHungUpGetsNoKey() throws Exception {
        service.generateKeys(1);
        var holder = grant(WORKER.request(1, 0));
        try (var client = HttpClient.newHttpClient()) {
            var call = client.sendAsync(service.request(LEASES, WORKER.call(2, 30_000)), BodyHandlers.ofString());
            awaitWaiting(1);
            client.shutdownNow();
            assertThat(call).failsWithin(Duration.ofSeconds(5));
        }
        awaitWaiting(0);

        store(holder);

        assertThat(grant(WORKER.request(3, 5_000)).token()).isEqualTo(2);
    }

    @Test
    void sameRequestAgainTakesTheOldOnesPlace() {
        service.generateKeys(1);
        var holder = grant(WORKER.request(1, 0));
        var request = WORKER.request(2, 30_000);
        var first = CompletableFuture.supplyAsync(() -> lease(request), Thread::startVirtualThread);
        awaitWaiting(1);
        var behind = CompletableFuture.supplyAsync(() -> lease(WORKER.request(3, 30_000)), Thread::startVirtualThread);
        awaitWaiting(2);

        var again = CompletableFuture.supplyAsync(() -> lease(request), Thread::startVirtualThread);
        assertThat(first.join()).isInstanceOf(NoKey.class);
        store(holder);

        assertThat(again.join()).isInstanceOf(Granted.class);
        assertThat(behind).isNotDone();
        store((Granted) again.join());
        assertThat(behind.join()).isInstanceOf(Granted.class);
    }

    @Test
    void tooManyWaitersAreTurnedAway() {
        var waiting = new ArrayList<CompletableFuture<LeaseReply>>();
        for (var batch = 1; batch <= 25; batch++) {
            var request = WORKER.request(batch, 3_000);
            waiting.add(CompletableFuture.supplyAsync(() -> lease(request), Thread::startVirtualThread));
        }
        awaitWaiting(25);

        var oneMore = service.post(LEASES, WORKER.call(99, 10_000));

        assertThat(oneMore.statusCode()).isEqualTo(503);
        waiting.forEach(waiter -> assertThat(waiter.join()).isInstanceOf(NoKey.class));
    }

    @Test
    void renewalNeedsProgressAndALeaseThatIsActive() {
        service.generateKeys(1);
        var id = grant(WORKER.request(1, 0)).leaseId();
        service.jdbc()
                .sql("UPDATE key_lease SET expires_at = clock_timestamp() + interval '5 s'")
                .update();

        assertThat(renew(id, 10).statusCode()).isEqualTo(200);
        assertThat(expiresInSeconds(id)).isBetween(55.0, 60.0);
        assertThat(renew(id, 10).statusCode()).isEqualTo(410);
        for (var i = 2; i <= 10; i++) {
            assertThat(renew(id, 10 * i).statusCode()).isEqualTo(200);
        }
        assertThat(renew(id, 200).statusCode()).isEqualTo(410);
        assertThat(renew(LeaseId.random(), 1).statusCode()).isEqualTo(404);
    }

    @Test
    void leaseThatRanOutIsNotRenewed() {
        service.generateKeys(1);
        service.collection().setDown(true);
        var id = grant(WORKER.request(1, 0)).leaseId();

        service.jdbc()
                .sql("UPDATE key_lease SET expires_at = clock_timestamp()")
                .update();

        assertThat(renew(id, 10).statusCode()).isEqualTo(410);
    }

    @Test
    void givenUpLeaseIsFencedAndItsKeyFree() {
        var before = countedAsExpired();
        service.generateKeys(1);
        var granted = grant(WORKER.request(1, 0));

        var reply = revoke(granted.leaseId());

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"verdict\":\"FENCED\"}");
        assertThat(service.collection().fences())
                .containsOnly(new Fence(new BatchId(1), granted.leaseId(), granted.keyId(), 1, false));
        assertThat(grant(WORKER.request(1, 0)).token()).isEqualTo(2);
        assertThat(revoke(granted.leaseId()).body()).isEqualTo("{\"verdict\":\"FENCED\"}");
        assertThat(revoke(LeaseId.random()).statusCode()).isEqualTo(404);
        assertThat(countedAsExpired()).isEqualTo(before);
    }

    @Test
    void givenUpLeaseWhoseSignaturesAreStoredIsClosedAsStored() {
        service.generateKeys(1);
        var granted = grant(WORKER.request(1, 0));
        service.collection().store(new KeyUse(granted.keyId(), 1));

        assertThat(revoke(granted.leaseId()).body()).isEqualTo("{\"verdict\":\"STORED\"}");
    }

    @Test
    void leaseThatRanOutIsFencedAsExpiredAndCounted() {
        var before = countedAsExpired();
        service.generateKeys(1);
        var granted = grant(WORKER.request(1, 0));

        service.jdbc()
                .sql("UPDATE key_lease SET expires_at = clock_timestamp()")
                .update();

        await().until(() -> "FREE".equals(stateOf(granted.keyId())));
        assertThat(service.collection().fences())
                .contains(new Fence(new BatchId(1), granted.leaseId(), granted.keyId(), 1, true));
        assertThat(countedAsExpired()).isEqualTo(before + 1);
    }

    @Test
    void lineAboutALeaseThatWasClosedNamesBatchAndKeyBesideItsText() {
        var about = new LinkedBlockingQueue<Map<String, String>>();
        var log = (Logger) LoggerFactory.getLogger(Reaper.class);
        var lines = new AppenderBase<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent line) {
                if (line.getMessage().startsWith("Closed lease")) {
                    about.add(line.getMDCPropertyMap());
                }
            }
        };
        lines.start();
        service.generateKeys(1);
        var granted = grant(WORKER.request(1, 0));

        log.addAppender(lines);
        service.jdbc()
                .sql("UPDATE key_lease SET expires_at = clock_timestamp()")
                .update();
        await().until(() -> "FREE".equals(stateOf(granted.keyId())) && !about.isEmpty());
        log.detachAppender(lines);

        assertThat(about)
                .containsExactly(Map.of("batch", "1", "key", granted.keyId().toString()));
    }

    @Test
    void keyStaysHeldWhileNobodyKnowsWhatIsStored() {
        service.generateKeys(1);
        var granted = grant(WORKER.request(1, 0));
        service.collection().setDown(true);

        assertThat(revoke(granted.leaseId()).statusCode()).isEqualTo(503);
        assertThat(lease(WORKER.request(2, 300))).isInstanceOf(NoKey.class);
        assertThat(stateOf(granted.keyId())).isEqualTo("LEASED");

        service.collection().setDown(false);
        assertThat(grant(WORKER.request(2, 20_000)).token()).isEqualTo(2);
        assertThat(service.collection().fences()).noneMatch(Fence::expired);
    }

    @Test
    void withoutAnOrderThereIsNoLease() {
        service.generateKeys(3);
        var order = new Order(new BatchId(1), 7);
        var another = new Order(new BatchId(2), 7);
        var grantOfTheSame = Issuers.of("key-service")
                .sign(new Statement.Grant(
                        order.batchId(), LeaseId.random(), new KeyId("k".repeat(43)), 1, Algorithm.ED25519));
        var genuine = Issuers.DISPATCHER.sign(order);

        var replies = lease(List.of(
                WORKER.request(order, 0, Optional.empty()),
                WORKER.request(order, 0, Optional.of(Issuers.DISPATCHER.sign(another))),
                WORKER.request(new Order(order.batchId(), 8), 0, Optional.of(genuine)),
                WORKER.request(order, 0, Optional.of(grantOfTheSame)),
                WORKER.request(order, 0, Optional.of(signedBySomebodyElse(order))),
                WORKER.request(another, 0)));

        assertThat(replies.subList(0, 5)).hasOnlyElementsOfType(NotOrdered.class);
        assertThat(replies.get(5)).as("comes with lies and suffers nothing").isInstanceOf(Granted.class);
        assertThat(leases()).isEqualTo(1);
    }

    @Test
    void whoIsNotBelievedIsInTheAuditLogOncePerSecond() {
        var order = new Order(new BatchId(1), 7);

        await().pollInterval(Duration.ofMillis(1_100)).untilAsserted(() -> {
            lease(Collections.nCopies(10, WORKER.request(order, 0, Optional.empty())));
            assertThat(refusedStatements()).contains("order of 1: there is none (10)");
        });
    }

    @Test
    void orderIsGoodForOneLease() {
        service.generateKeys(2);
        var order = new Order(new BatchId(1), 7);
        var fenced = grant(WORKER.request(order, 0));
        assertThat(lease(WORKER.request(order, 0))).isInstanceOf(Busy.class);
        revoke(fenced.leaseId());

        assertThat(lease(WORKER.request(order, 0))).isInstanceOf(NotOrdered.class);
        assertThat(lease(WORKER.request(new Order(order.batchId(), 6), 0)))
                .as("of before")
                .isInstanceOf(NotOrdered.class);
        var next = grant(WORKER.request(new Order(order.batchId(), 8), 0));
        store(next);
        assertThat(lease(WORKER.request(new Order(order.batchId(), 9), 0))).isInstanceOf(LeaseReply.Done.class);
        assertThat(lease(WORKER.request(order, 0))).isInstanceOf(LeaseReply.Done.class);
    }

    @Test
    void whatIsGrantedIsVouchedFor() {
        service.generateKeys(1);

        var granted = grant(WORKER.request(7, 0));

        assertThat(Issuers.COLLECTION.objection(
                        granted.grant(),
                        new Statement.Grant(
                                new BatchId(7),
                                granted.leaseId(),
                                granted.keyId(),
                                granted.token(),
                                granted.algorithm())))
                .isEmpty();
    }

    @Test
    void verdictWithoutItsReceiptFreesNoKey() {
        service.generateKeys(1);
        var granted = grant(WORKER.request(1, 0));

        for (var forged : List.<Function<Receipt, Optional<Envelope>>>of(
                _ -> Optional.empty(),
                receipt -> CollectionFake.signed(new Receipt(
                        receipt.batchId(), receipt.leaseId(), receipt.keyId(), receipt.token() + 1, receipt.outcome())),
                receipt -> CollectionFake.signed(new Receipt(
                        receipt.batchId(), LeaseId.random(), receipt.keyId(), receipt.token(), receipt.outcome())),
                receipt -> Optional.of(signedBySomebodyElse(receipt)))) {
            service.collection().giveReceipts(forged);
            assertThat(revoke(granted.leaseId()).statusCode()).isEqualTo(503);
            assertThat(stateOf(granted.keyId())).isEqualTo("LEASED");
        }

        service.collection().giveReceipts(CollectionFake::signed);
        await().until(() -> "FREE".equals(stateOf(granted.keyId())));
    }

    private static Envelope signedBySomebodyElse(Statement statement) {
        var dir = StatementKeys.makeIn(temporary());
        return Statements.of(statement.issuer(), dir, SigningProvider.fastest(), (_, _) -> {})
                .sign(statement);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("signet-others-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long leases() {
        return service.jdbc()
                .sql("SELECT count(*) FROM key_lease")
                .query(Long.class)
                .single();
    }

    /** One of them stands for all of a second. */
    private List<String> refusedStatements() {
        return service
                .jdbc()
                .sql("""
                        SELECT event -> 'data' AS refused FROM outbox WHERE event ->> 'type' = 'dev.signet.statement.refused'
                        """)
                .query((row, _) -> service.json().readTree(row.getString("refused")))
                .list()
                .stream()
                .map(data -> "%s of %s: %s (%d)"
                        .formatted(
                                data.path("statement").asString(),
                                data.path("batch").asString(),
                                data.path("reason").asString(),
                                data.path("count").asInt()))
                .toList();
    }

    @Test
    void keyWhoseRowWasAlteredIsTakenOutOfUse() {
        service.generateKeys(2);
        service.jdbc().sql("""
                UPDATE signing_key AS one
                   SET wrapped_dek = other.wrapped_dek, sealed_key = other.sealed_key
                  FROM signing_key AS other
                 WHERE one.id < other.id
                """).update();

        assertThat(lease(WORKER.request(1, 0))).isInstanceOf(Refused.class);

        var granted = grant(WORKER.request(1, 0));
        assertThat(service.jdbc()
                        .sql("SELECT state FROM signing_key ORDER BY id")
                        .query(String.class)
                        .list())
                .containsExactly("DISABLED", "LEASED");
        assertThat(granted.token()).isEqualTo(1);
    }

    private LeaseReply lease(LeaseRequest request) {
        return lease(List.of(request)).getFirst();
    }

    private List<LeaseReply> lease(List<LeaseRequest> requests) {
        var reply = service.post(LEASES, new LeaseRequest.Group(requests));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return service.json().readValue(reply.body(), LeaseReply.Group.class).replies();
    }

    private Granted grant(LeaseRequest request) {
        return (Granted) lease(request);
    }

    private void store(Granted lease) {
        service.collection().store(new KeyUse(lease.keyId(), lease.token()));
        var verdict = revoke(lease.leaseId()).body();
        assertThat(verdict).contains(Verdict.STORED.name());
    }

    private double countedAsExpired() {
        return service.bean(MeterRegistry.class)
                .get("signet.key.leases.expired")
                .counter()
                .count();
    }

    private HttpResponse<String> revoke(LeaseId id) {
        return service.post(LEASES + "/" + id + "/revocation", new LeaseRevocation.Request(false));
    }

    private HttpResponse<String> renew(LeaseId id, int progress) {
        return service.post(LEASES + "/" + id + "/renewals", new LeaseRenewal(progress));
    }

    private void awaitWaiting(int count) {
        var writer = service.bean(LeaseWriter.class);
        await().until(() -> writer.waiting() == count);
    }

    private String stateOf(KeyId key) {
        return service.jdbc()
                .sql("SELECT state FROM signing_key WHERE kid = ?")
                .param(key.value())
                .query(String.class)
                .single();
    }

    private double expiresInSeconds(LeaseId id) {
        return service.jdbc()
                .sql("SELECT extract(epoch FROM expires_at - clock_timestamp()) FROM key_lease WHERE id = ?")
                .param(id.value())
                .query(Double.class)
                .single();
    }

    private long commits() {
        return service.jdbc()
                .sql("SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()")
                .query(Long.class)
                .single();
    }
}
