package dev.signet.key.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signet.contract.BatchId;
import dev.signet.contract.KeyId;
import dev.signet.contract.KeyUse;
import dev.signet.contract.KeyringName;
import dev.signet.contract.LeaseReply;
import dev.signet.contract.LeaseRequest;
import dev.signet.contract.RequestId;
import dev.signet.contract.Statement.Order;
import dev.signet.contract.Verdict;
import dev.signet.key.Issuers;
import dev.signet.key.RunningKeyService;
import dev.signet.key.Worker;
import dev.signet.key.lease.Decision.Granted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataIntegrityViolationException;

class KeyringsIT {
    private static final Worker WORKER = new Worker();
    private static final KeyringName INVOICES = new KeyringName("invoices");
    private static final KeyringName MAIL = new KeyringName("mail");
    private static final List<KeyringName> ALL = List.of(KeyringName.DEFAULT, INVOICES, MAIL);
    private static final int MOST_WAITING = 25;

    private static RunningKeyService service;

    private LeaseTransaction leases;
    private long lastBatch;

    @BeforeAll
    static void start(@TempDir Path directory) {
        service = RunningKeyService.start(directory, "--signet.lease.max-waiting=" + MOST_WAITING);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void clear() {
        leases = service.bean(LeaseTransaction.class);
        service.clear();
    }

    @Test
    void eachKeyringTakesItsLeastRecentlyUsedKeyWhateverTheOthersDo() {
        var random = new Random(42);
        var keysOf = new HashMap<KeyringName, List<KeyId>>();
        ALL.forEach(keyring -> keysOf.put(keyring, service.generateKeys(keyring, 2 + random.nextInt(4))));
        var lastUsed = new HashMap<KeyId, Long>();
        var open = new ArrayList<Granted>();

        for (var step = 1L; step <= 400; step++) {
            var keyring = ALL.get(random.nextInt(ALL.size()));
            var free = keysOf.getOrDefault(keyring, List.of()).stream()
                    .filter(key ->
                            open.stream().noneMatch(lease -> lease.use().keyId().equals(key)))
                    .min(Comparator.comparingLong(key -> lastUsed.getOrDefault(key, 0L)));
            if (open.isEmpty() || random.nextBoolean()) {
                var granted = commit(request(keyring));
                assertThat(granted.map(lease -> lease.use().keyId())).isEqualTo(free);
                granted.ifPresent(open::add);
            } else {
                var lease = open.remove(random.nextInt(open.size()));
                leases.commit(List.of(closeOf(lease)), List.of());
                lastUsed.put(lease.use().keyId(), step);
            }
        }
    }

    @Test
    void whoWantsAKeyOfAKeyringThatHasNoneHoldsUpNobody() {
        var invoices = service.generateKeys(INVOICES, 2);
        var mail = service.generateKeys(MAIL, 1);
        var before = tick();
        var wanted = List.of(
                request(MAIL),
                request(MAIL),
                request(KeyringName.DEFAULT),
                request(INVOICES),
                request(MAIL),
                request(INVOICES));

        var decisions = leases.commit(List.of(), wanted);

        assertThat(keyOf(decisions, wanted.get(0))).isEqualTo(mail.getFirst());
        assertThat(keyOf(decisions, wanted.get(3))).isEqualTo(invoices.get(0));
        assertThat(keyOf(decisions, wanted.get(5))).isEqualTo(invoices.get(1));
        assertThat(decisions).hasSize(3);
        assertThat(grantTicks())
                .as("in the order of arrival, without a hole")
                .containsExactly(
                        Map.entry(wanted.get(0).batchId(), before + 1),
                        Map.entry(wanted.get(3).batchId(), before + 2),
                        Map.entry(wanted.get(5).batchId(), before + 3));
        assertThat(toldTicks()).isEqualTo(grantTicks());
        assertThat(tick()).isEqualTo(before + 3);
    }

    @Test
    void whatIsGrantedToOneIsNotFreeForAnother() {
        service.generateKeys(INVOICES, 1);
        service.generateKeys(1);
        var former = granted(request(INVOICES));
        assertThat(commit(request(INVOICES))).isEmpty();

        var waiting = request(INVOICES);
        var other = request(KeyringName.DEFAULT);
        var decisions = leases.commit(List.of(closeOf(former)), List.of(waiting, other));

        assertThat(keyOf(decisions, waiting)).isEqualTo(former.use().keyId());
        assertThat(keyOf(decisions, other)).isNotEqualTo(former.use().keyId());
    }

    @Test
    void requestsForWhoseKeyringNoKeyIsFreeWriteNothingThoughOthersHaveSome() {
        service.generateKeys(3);
        service.generateKeys(INVOICES, 1);
        granted(request(INVOICES));
        var before = transactionsThatWrote();

        var decisions = leases.commit(List.of(), List.of(request(INVOICES), request(MAIL)));

        assertThat(decisions).isEmpty();
        assertThat(transactionsThatWrote()).isEqualTo(before);
    }

    @Test
    void orderForOneKeyringGetsNoKeyOfAnother() {
        service.generateKeys(2);
        service.generateKeys(INVOICES, 2);
        var plain = new Order(new BatchId(1), 7);
        var invoices = new Order(new BatchId(2), 7, Optional.of(INVOICES));
        var asked = List.of(
                WORKER.request(plain, 0).withKeyring(INVOICES),
                WORKER.request(invoices, 0).withKeyring(KeyringName.DEFAULT),
                WORKER.request(invoices, 0).withKeyring(MAIL),
                WORKER.request(new Order(new BatchId(2), 7), 0, Optional.of(Issuers.DISPATCHER.sign(invoices))));

        assertThat(lease(asked))
                .hasOnlyElementsOfType(LeaseReply.NotOrdered.class)
                .hasSize(4);
        assertThat(service.jdbc()
                        .sql("SELECT count(*) FROM key_lease")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(lease(List.of(WORKER.request(invoices, 0))).getFirst()).isInstanceOf(LeaseReply.Granted.class);
    }

    @Test
    void crowdThatWaitsForOneKeyringsKeysKeepsNobodyOutOfAnother() {
        service.generateKeys(INVOICES, 1);
        var holder = granted(request(INVOICES));
        var others = service.generateKeys(1);
        var waiting = new ArrayList<CompletableFuture<LeaseReply>>();
        for (var i = 0; i < MOST_WAITING; i++) {
            var request = WORKER.request(INVOICES, ++lastBatch, 3_000);
            waiting.add(CompletableFuture.supplyAsync(
                    () -> lease(List.of(request)).getFirst(), Thread::startVirtualThread));
        }
        await().until(() -> service.bean(LeaseWriter.class).waiting() == MOST_WAITING);

        var oneMore = new LeaseRequest.Group(List.of(request(INVOICES)));
        assertThat(service.post("/internal/leases", oneMore).statusCode()).isEqualTo(503);
        var other = lease(List.of(WORKER.request(++lastBatch, 0))).getFirst();

        assertThat(other)
                .isInstanceOfSatisfying(
                        LeaseReply.Granted.class,
                        granted -> assertThat(granted.keyId()).isEqualTo(others.getFirst()));
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        leases.commit(List.of(closeOf(holder)), List.of());
        await().until(() -> waiting.stream().anyMatch(CompletableFuture::isDone));
        assertThat(waiting.stream().map(CompletableFuture::join).filter(LeaseReply.Granted.class::isInstance))
                .hasSize(1);
    }

    @Test
    void placesAreGivenBackAndOnlyToTheKeyringThatTookThem() {
        var places = new Places(2);
        var two = places.take(List.of(request(INVOICES), request(MAIL)));
        var one = places.take(List.of(request(INVOICES)));

        assertThatThrownBy(() -> places.take(List.of(request(MAIL), request(INVOICES))))
                .isInstanceOf(LeasesUnavailable.class);
        one.close();
        places.take(List.of(request(MAIL), request(INVOICES))).close();
        two.close();
        assertThat(places.take(List.of(request(MAIL), request(MAIL)))).isNotNull();
    }

    @Test
    void databaseItselfKeepsAKeyInItsKeyring() {
        var key = service.generateKeys(INVOICES, 1).getFirst();

        assertThatThrownBy(() -> service.jdbc()
                        .sql("UPDATE signing_key SET keyring = 'mail' WHERE kid = ?")
                        .param(key.value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("keyring_for_ever");
        assertThatThrownBy(() -> service.jdbc()
                        .sql(
                                "INSERT INTO key_creation (idempotency_key, count, algorithm, keyring) VALUES ('x', 1, 'y', 'No')")
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("key_creation_keyring_check");
    }

    @Test
    void overdueKeysRetireWhateverKeyringTheyAreIn() {
        var key = service.generateKeys(MAIL, 1).getFirst();
        service.jdbc()
                .sql("UPDATE signing_key SET retires_at = clock_timestamp() - interval '1 s' WHERE kid = ?")
                .param(key.value())
                .update();

        service.bean(Retirement.class).retire();

        assertThat(service.getJson("/api/v1/keys/" + key).path("state").asString())
                .isEqualTo("RETIRED");
    }

    private LeaseRequest request(KeyringName keyring) {
        return WORKER.request(keyring, ++lastBatch, 0);
    }

    private Optional<Granted> commit(LeaseRequest request) {
        return Optional.ofNullable(leases.commit(List.of(), List.of(request)).get(request.requestId()))
                .map(Granted.class::cast);
    }

    private Granted granted(LeaseRequest request) {
        return commit(request).orElseThrow();
    }

    private static KeyId keyOf(Map<RequestId, Decision> decisions, LeaseRequest request) {
        return ((Granted) Objects.requireNonNull(decisions.get(request.requestId())))
                .use()
                .keyId();
    }

    private static Close closeOf(Granted lease) {
        return new Close(new KeyUse(lease.use().keyId(), lease.use().token()), Verdict.STORED);
    }

    private static List<LeaseReply> lease(List<LeaseRequest> requests) {
        var reply = service.post("/internal/leases", new LeaseRequest.Group(requests));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return service.json().readValue(reply.body(), LeaseReply.Group.class).replies();
    }

    private static List<Map.Entry<BatchId, Long>> grantTicks() {
        return ticks("SELECT batch_id, grant_tick FROM key_lease ORDER BY grant_tick");
    }

    private static List<Map.Entry<BatchId, Long>> toldTicks() {
        return ticks("""
                SELECT (event #>> '{data,batch}')::bigint, (event #>> '{data,tick}')::bigint
                  FROM outbox
                 WHERE event ->> 'type' = 'dev.signet.key.leased'
                 ORDER BY id DESC
                 LIMIT 3
                """).reversed();
    }

    private static List<Map.Entry<BatchId, Long>> ticks(String sql) {
        return service.jdbc()
                .sql(sql)
                .query((row, _) -> Map.entry(new BatchId(row.getLong(1)), row.getLong(2)))
                .list();
    }

    private static long tick() {
        return service.jdbc().sql("SELECT tick FROM keyring").query(Long.class).single();
    }

    // Only what writes takes a transaction id.
    private static long transactionsThatWrote() {
        return service.jdbc()
                .sql("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
                .query(Long.class)
                .single();
    }
}
