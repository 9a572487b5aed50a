package dev.signet.key.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.contract.BatchId;
import dev.signet.contract.KeyId;
import dev.signet.contract.KeyUse;
import dev.signet.contract.LeaseRequest;
import dev.signet.contract.LeaseUse;
import dev.signet.contract.RequestId;
import dev.signet.contract.Verdict;
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
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionTemplate;

class LeaseTransactionIT {
    private static final Worker WORKER = new Worker();

    private static RunningKeyService service;

    private LeaseTransaction leases;
    private TransactionTemplate transaction;
    private long lastBatch;

    @BeforeAll
    static void start(@TempDir Path directory) {
        service = RunningKeyService.start(directory);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void clear() {
        leases = service.bean(LeaseTransaction.class);
        transaction = service.bean(TransactionTemplate.class);
        service.clear();
    }

    @Test
    void concurrentGrantsTakeTurnsAndNeverTheSameKey() {
        var keys = service.generateKeys(3);
        var first = request();
        var second = request();

        var others = transaction.execute(_ -> {
            var mine = grant(first);
            var theirs = CompletableFuture.supplyAsync(() -> grant(second));
            service.database().awaitBackendWaitingForLock();
            assertThat(mine.use().keyId()).isEqualTo(keys.get(0));
            return theirs;
        });

        assertThat(others.join().use().keyId()).isEqualTo(keys.get(1));
    }

    @Test
    void grantThatWaitedForACloseTakesTheKeyThatHasBeenFreeForLonger() {
        var keys = service.generateKeys(2);
        var older = grant(request());
        var newer = grant(request());
        close(newer, Verdict.STORED);
        var next = request();

        var waited = transaction.execute(_ -> {
            close(older, Verdict.STORED);
            var theirs = CompletableFuture.supplyAsync(() -> grant(next));
            service.database().awaitBackendWaitingForLock();
            return theirs;
        });

        assertThat(waited.join().use().keyId()).isEqualTo(keys.get(1));
    }

    @Test
    void lateReleaseThatOvertakesNobodyLeavesTheSuccessorsKeyLeased() {
        service.generateKeys(1);
        var former = grant(request());

        var late = transaction.execute(_ -> {
            close(former, Verdict.FENCED);
            var release = CompletableFuture.runAsync(() -> close(former, Verdict.STORED));
            service.database().awaitBackendWaitingForLock();
            assertThat(grant(request()).use().token()).isEqualTo(2);
            return release;
        });
        late.join();

        assertThat(keyState(former.use().keyId())).isEqualTo("LEASED");
        assertThat(outcomeOf(former.use())).isEqualTo("FENCED");
    }

    @Test
    void closeOfAForgedTokenChangesNothing() {
        service.generateKeys(1);
        var lease = grant(request());
        var key = lease.use().keyId();

        commit(List.of(
                new Close(new KeyUse(key, 99), Verdict.STORED),
                new Close(new KeyUse(new KeyId("X".repeat(43)), 1), Verdict.STORED)));

        assertThat(keyState(key)).isEqualTo("LEASED");
        assertThat(service.jdbc()
                        .sql("SELECT max(grant_tick) = (SELECT tick FROM keyring) FROM key_lease")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void leastRecentlyUsedKeyIsTakenEveryTime() {
        var random = new Random(42);
        var lastUsed = new HashMap<KeyId, Long>();
        var order = service.generateKeys(7);
        order.forEach(key -> lastUsed.put(key, 0L));
        var open = new ArrayList<Granted>();
        var expected = Comparator.<KeyId>comparingLong(lastUsed::get).thenComparingInt(order::indexOf);

        for (var step = 1L; step <= 400; step++) {
            if (open.isEmpty() || (open.size() < order.size() && random.nextBoolean())) {
                var oldest = lastUsed.keySet().stream()
                        .filter(key -> open.stream()
                                .noneMatch(lease -> lease.use().keyId().equals(key)))
                        .min(expected)
                        .orElseThrow();
                open.add(grant(request()));
                assertThat(open.getLast().use().keyId()).isEqualTo(oldest);
            } else {
                var lease = open.remove(random.nextInt(open.size()));
                close(lease, random.nextBoolean() ? Verdict.STORED : Verdict.FENCED);
                lastUsed.put(lease.use().keyId(), step);
            }
        }
    }

    @Test
    void withdrawnKeyLeavesWhenItsLeaseIsClosedAndNobodyInLineGetsIt() {
        service.generateKeys(1);
        var last = grant(request());
        var next = request();
        service.jdbc().sql("UPDATE signing_key SET withdrawn = true").update();

        var decisions = leases.commit(List.of(closeOf(last, Verdict.FENCED)), List.of(next));

        assertThat(decisions).doesNotContainKey(next.requestId());
        assertThat(service.jdbc()
                        .sql("SELECT event FROM key_event WHERE tick = (SELECT tick FROM keyring)")
                        .query(String.class)
                        .single())
                .isEqualTo("DISABLED");
    }

    @Test
    void keyRetiresOnceItWasLeasedAsOftenAsItMayBe() {
        var keys = service.generateKeys(2);
        limit(keys.getFirst(), "max_uses = 2");

        var used = new ArrayList<KeyId>();
        for (var use = 0; use < 6; use++) {
            var lease = grant(request());
            used.add(lease.use().keyId());
            close(lease, use == 0 ? Verdict.FENCED : Verdict.STORED);
        }

        assertThat(used).containsExactly(keys.get(0), keys.get(1), keys.get(0), keys.get(1), keys.get(1), keys.get(1));
        assertThat(keyState(keys.getFirst())).isEqualTo("RETIRED");
        assertThat(lastEvents()).containsExactly("RETIRED");
    }

    @Test
    void keyThatIsOverdueRetiresInTheTransactionThatWouldHaveGrantedIt() {
        var keys = service.generateKeys(3);
        limit(keys.get(0), "retires_at = clock_timestamp() - interval '1 s'");
        limit(keys.get(1), "max_uses = 1, token = 1");

        var granted = grant(request());

        assertThat(granted.use().keyId()).isEqualTo(keys.get(2));
        assertThat(keyState(keys.get(0))).isEqualTo("RETIRED");
        assertThat(keyState(keys.get(1))).isEqualTo("RETIRED");
        assertThat(lastEvents()).containsExactly("RETIRED", "RETIRED");
        assertThat(service.jdbc()
                        .sql(
                                "SELECT max(grant_tick) = (SELECT tick FROM keyring) AND max(grant_tick) = (SELECT max(tick) + 1 FROM key_event) FROM key_lease")
                        .query(Boolean.class)
                        .single())
                .as("each has its own tick, one after the other")
                .isTrue();
    }

    @Test
    void keyThatComesOfAgeWhileItIsLeasedFinishesItsLease() {
        var key = service.generateKeys(1).getFirst();
        var lease = grant(request());
        limit(key, "retires_at = clock_timestamp() - interval '1 s'");
        var next = request();
        assertThat(leases.commit(List.of(), List.of(next))).doesNotContainKey(next.requestId());
        assertThat(keyState(key)).isEqualTo("LEASED");

        leases.commit(List.of(closeOf(lease, Verdict.STORED)), List.of(next));

        assertThat(keyState(key)).isEqualTo("RETIRED");
    }

    @Test
    void overdueKeysRetireWhileNothingIsGranted() {
        var keys = service.generateKeys(2);
        limit(keys.getFirst(), "retires_at = clock_timestamp() - interval '1 s'");

        service.bean(Retirement.class).retire();
        service.bean(Retirement.class).retire();

        assertThat(keyState(keys.getFirst())).isEqualTo("RETIRED");
        assertThat(keyState(keys.getLast())).isEqualTo("FREE");
        assertThat(lastEvents()).containsExactly("RETIRED");
    }

    private void limit(KeyId key, String limit) {
        service.jdbc()
                .sql("UPDATE signing_key SET " + limit + " WHERE kid = :kid")
                .param("kid", key.value())
                .update();
    }

    private static List<String> lastEvents() {
        return service.jdbc()
                .sql("SELECT event FROM key_event WHERE event <> 'IMPORTED' ORDER BY tick")
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();
    }

    @Test
    void oneGroupClosesFirstAndThenGrantsInOrder() {
        var keys = service.generateKeys(2);
        var first = grant(request());
        var second = grant(request());
        var wanted = List.of(request(), request(), request());

        var decisions = leases.commit(
                List.of(
                        closeOf(second, Verdict.STORED),
                        closeOf(first, Verdict.STORED),
                        closeOf(first, Verdict.STORED)),
                wanted);

        assertThat(granted(decisions, wanted.get(0)).use().keyId()).isEqualTo(keys.get(1));
        assertThat(granted(decisions, wanted.get(1)).use().keyId()).isEqualTo(keys.get(0));
        assertThat(decisions).doesNotContainKey(wanted.get(2).requestId());
        var ticks = service.jdbc()
                .sql(
                        "SELECT grant_tick FROM key_lease UNION ALL SELECT close_tick FROM key_lease WHERE state = 'CLOSED'"
                                + " UNION ALL SELECT tick FROM key_event ORDER BY 1")
                .query(Long.class)
                .list();
        assertThat(ticks).doesNotHaveDuplicates().hasSize(8);
        assertThat(ticks.getLast() - ticks.getFirst()).isEqualTo(7);
    }

    @Test
    void requestsForWhichNoKeyIsFreeWriteNothing() {
        service.generateKeys(1);
        var holder = request();
        var use = grant(holder).use();
        var busy = WORKER.request(holder.batchId().value(), 0);
        var before = transactionsThatWrote();

        var decisions = leases.commit(List.of(), List.of(holder, busy, request()));

        assertThat(decisions).containsOnlyKeys(holder.requestId(), busy.requestId());
        assertThat(granted(decisions, holder).use()).isEqualTo(use);
        assertThat(decisions.get(busy.requestId())).isInstanceOf(Decision.Busy.class);
        assertThat(transactionsThatWrote()).isEqualTo(before);
    }

    @Test
    void closeAndTheGrantThatWaitedForItAreOneTransaction() {
        service.generateKeys(1);
        var former = grant(request());
        var waiting = request();
        assertThat(leases.commit(List.of(), List.of(waiting))).isEmpty();
        var before = transactionsThatWrote();

        var decisions = leases.commit(List.of(closeOf(former, Verdict.STORED)), List.of(waiting));

        assertThat(granted(decisions, waiting).use().token()).isEqualTo(2);
        assertThat(transactionsThatWrote()).isEqualTo(before + 1);
    }

    @Test
    void oneGroupGrantsABatchOnce() {
        service.generateKeys(3);
        var first = WORKER.request(1, 0);
        var second = WORKER.request(1, 0);

        var decisions = leases.commit(List.of(), List.of(first, second));

        assertThat(decisions).containsOnlyKeys(first.requestId());
        assertThat(leases.commit(List.of(), List.of(second)).get(second.requestId()))
                .isInstanceOf(Decision.Busy.class);
    }

    @Test
    void sameRequestGetsTheSameLeaseWithWhatRemains() {
        service.generateKeys(2);
        var request = request();
        var granted = grant(request);
        service.jdbc()
                .sql("UPDATE key_lease SET expires_at = clock_timestamp() + interval '20 s'")
                .update();

        var again = grant(request);

        assertThat(again.use()).isEqualTo(granted.use());
        assertThat(again.remainingMillis()).isBetween(15_000L, 20_000L);
    }

    @Test
    void sameRequestWithOtherContentsIsAConflict() {
        service.generateKeys(2);
        var request = request();
        grant(request);
        var otherKey = withPublicKeyOf(new Worker(), request);
        var otherBatch = new LeaseRequest(
                request.requestId(),
                new BatchId(999),
                request.attempt(),
                "worker",
                request.publicKey(),
                0,
                request.order());

        assertThat(decide(otherKey)).isEqualTo(new Decision.Conflict());
        assertThat(decide(otherBatch)).isEqualTo(new Decision.Conflict());
    }

    @Test
    void requestWhoseLeaseIsOverIsGone() {
        service.generateKeys(2);
        var expired = request();
        var use = grant(expired).use();
        service.jdbc()
                .sql("UPDATE key_lease SET expires_at = clock_timestamp()")
                .update();
        assertThat(decide(expired)).isEqualTo(new Decision.Gone(use));

        var closed = request();
        var lease = grant(closed);
        close(lease, Verdict.FENCED);
        assertThat(decide(closed)).isEqualTo(new Decision.Gone(lease.use()));
    }

    @Test
    void batchThatIsBeingSignedIsBusyAndThenDone() {
        service.generateKeys(2);
        var batch = 77;
        var lease = grant(WORKER.request(batch, 0));

        assertThat(decide(WORKER.request(batch, 0)))
                .isInstanceOfSatisfying(
                        Decision.Busy.class,
                        busy -> assertThat(busy.remainingMillis()).isBetween(50_000L, 60_000L));
        close(lease, Verdict.STORED);
        assertThat(decide(WORKER.request(batch, 0))).isEqualTo(new Decision.Done(lease.use()));
    }

    @Test
    void fencedBatchIsLeasedAgain() {
        service.generateKeys(1);
        close(grant(WORKER.request(5, 0)), Verdict.FENCED);

        assertThat(grant(WORKER.request(5, 0)).use().token()).isEqualTo(2);
    }

    @Test
    void databaseItselfRefusesASecondLeaseUponOneOrder() {
        service.generateKeys(1);
        close(grant(request()), Verdict.FENCED);

        assertThatThrownBy(() -> service.jdbc().sql("""
                        INSERT INTO key_lease (id, request_id, key_id, token, batch_id, attempt, worker_id, worker_public_key, state,
                                               grant_tick, expires_at)
                        SELECT gen_random_uuid(), gen_random_uuid(), key_id, token + 1, batch_id, attempt, 'replayer', '', 'ACTIVE',
                               close_tick + 1, now()
                          FROM key_lease
                        """).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("one_lease_per_order");
    }

    @Test
    void leasesThatRanOutAreLookedForOnceHoweverManyLeasesThereAre() {
        service.generateKeys(3);
        service.jdbc().sql("ANALYZE key_lease").update();

        var plan = transaction.execute(_ -> {
            planAsForNoLeases("revoke_expired", OpenLeases.REVOKE_EXPIRED);
            for (var lease = 0; lease < 50; lease++) {
                close(grant(request()), Verdict.STORED);
            }
            leases.commit(List.of(), List.of(request(), request(), request()));
            service.jdbc()
                    .sql("UPDATE key_lease SET expires_at = now() WHERE state = 'ACTIVE'")
                    .update();
            return planAndLoopsOf("revoke_expired");
        });

        assertThat(plan).anyMatch(line -> line.contains("Update on key_lease"));
        assertThat(plan)
                .filteredOn(line -> line.contains("loops="))
                .isNotEmpty()
                .allMatch(line -> line.contains("loops=1)"));
    }

    @Test
    void databaseRefusesOverlappingUsesOfOneKey() {
        service.generateKeys(2);
        close(grant(request()), Verdict.STORED);

        assertThatThrownBy(() -> service.jdbc().sql("""
                        INSERT INTO key_lease (id, request_id, key_id, token, batch_id, worker_id, worker_public_key, state,
                                               grant_tick, expires_at)
                        SELECT gen_random_uuid(), gen_random_uuid(), key_id, token + 1, batch_id + 1, 'forger', '', 'ACTIVE',
                               close_tick - 1, now()
                          FROM key_lease
                        """).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("uses_of_a_key_do_not_overlap");
    }

    private LeaseRequest request() {
        return WORKER.request(++lastBatch, 0);
    }

    private static LeaseRequest withPublicKeyOf(Worker worker, LeaseRequest request) {
        return new LeaseRequest(
                request.requestId(),
                request.batchId(),
                request.attempt(),
                request.workerId(),
                worker.publicKey(),
                0,
                request.order());
    }

    private Granted grant(LeaseRequest request) {
        return (Granted) decide(request);
    }

    private Decision decide(LeaseRequest request) {
        return Objects.requireNonNull(
                leases.commit(List.of(), List.of(request)).get(request.requestId()), "no key is free");
    }

    private static Granted granted(Map<RequestId, Decision> decisions, LeaseRequest request) {
        return (Granted) Objects.requireNonNull(decisions.get(request.requestId()));
    }

    private void close(Granted lease, Verdict verdict) {
        commit(List.of(closeOf(lease, verdict)));
    }

    private void commit(List<Close> closes) {
        leases.commit(closes, List.of());
    }

    private static Close closeOf(Granted lease, Verdict verdict) {
        return new Close(lease.use().keyUse(), verdict);
    }

    // A session plans a statement when it runs it for the first time, and keeps the plan.
    private static void planAsForNoLeases(String name, String sql) {
        service.jdbc().sql("PREPARE " + name + " AS " + sql).update();
        service.jdbc().sql("EXECUTE " + name).update();
    }

    private static List<String> planAndLoopsOf(String name) {
        return service.jdbc()
                .sql("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) EXECUTE " + name)
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();
    }

    // Only what writes takes a transaction id.
    private static long transactionsThatWrote() {
        return service.jdbc()
                .sql("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
                .query(Long.class)
                .single();
    }

    private String keyState(KeyId key) {
        return service.jdbc()
                .sql("SELECT state FROM signing_key WHERE kid = ?")
                .param(key.value())
                .query(String.class)
                .single();
    }

    private String outcomeOf(LeaseUse use) {
        return service.jdbc()
                .sql("SELECT outcome FROM key_lease WHERE id = ?")
                .param(use.leaseId().value())
                .query(String.class)
                .single();
    }
}
