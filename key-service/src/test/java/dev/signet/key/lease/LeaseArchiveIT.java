package dev.signet.key.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signet.contract.LeaseRequest;
import dev.signet.contract.Verdict;
import dev.signet.key.RunningKeyService;
import dev.signet.key.Worker;
import dev.signet.key.lease.Decision.Granted;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Each lease of a batch below 100 is old; the others are young. */
class LeaseArchiveIT {
    private static final Worker WORKER = new Worker();

    @TempDir
    private Path directory;

    private RunningKeyService service;
    private LeaseTransaction leases;
    private LeaseArchive archive;

    @BeforeEach
    void start() {
        service = RunningKeyService.start(directory);
        leases = service.bean(LeaseTransaction.class);
        archive = service.bean(LeaseArchive.class);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void leasesOfABatchThatWasStoredLongAgoLeaveTogetherAndNothingElseDoes() {
        service.generateKeys(3);
        close(grant(request(1)), Verdict.FENCED);
        close(grant(request(1)), Verdict.STORED);
        close(grant(request(2)), Verdict.FENCED);
        grant(request(3));
        close(grant(request(101)), Verdict.STORED);
        age();
        var ledger = ledger();

        archive.keepUp();

        assertThat(batchesIn("closed_lease")).containsExactly(1L, 1L);
        assertThat(batchesIn("key_lease")).containsExactlyInAnyOrder(2L, 3L, 101L);
        assertThat(ledger()).as("nobody sees where a lease lies").isEqualTo(ledger);
        assertThat(archive.move()).isZero();
    }

    @Test
    void noOrderForASettledBatchIsGoodAgain() {
        service.generateKeys(2);
        var first = request(1);
        var lease = grant(first);
        close(lease, Verdict.STORED);
        age();
        archive.keepUp();

        assertThat(decide(first)).as("the same request").isEqualTo(new Decision.Spent());
        assertThat(decide(request(1))).as("a newer order").isEqualTo(new Decision.Spent());
        assertThat(decide(request(2))).isInstanceOf(Granted.class);
    }

    @Test
    void requestThatComesWhileLeasesLeaveFindsEitherThemOrTheNote() {
        service.generateKeys(2);
        var lease = grant(request(1));
        close(lease, Verdict.STORED);
        age();

        var another = service.bean(TransactionTemplate.class).execute(_ -> {
            archive.move();
            var waiting = CompletableFuture.supplyAsync(archive::move, Thread::startVirtualThread);
            assertThat(CompletableFuture.supplyAsync(() -> decide(request(1))).join())
                    .as("not committed yet")
                    .isEqualTo(new Decision.Done(lease.use()));
            assertThat(CompletableFuture.supplyAsync(() -> decide(request(2))).join())
                    .as("grants do not wait")
                    .isInstanceOf(Granted.class);
            return waiting;
        });

        assertThat(another.join()).as("another one that moved after it").isZero();
        assertThat(decide(request(1))).isEqualTo(new Decision.Spent());
    }

    @Test
    void databaseItselfRefusesALeaseBesideTheArchive() {
        service.generateKeys(1);
        close(grant(request(1)), Verdict.STORED);
        age();
        archive.keepUp();

        for (var forged : List.of(
                "1, max(token) + 1, max(close_tick) + 1", // a batch that was stored
                "7, max(token), max(close_tick) + 1", // a token that was used
                "7, max(token) + 1, max(close_tick) - 1")) { // a use inside an earlier one
            assertThatThrownBy(() -> service.jdbc().sql("""
                            INSERT INTO key_lease (id, request_id, key_id, worker_id, worker_public_key, state, expires_at,
                                                   batch_id, token, grant_tick)
                            SELECT gen_random_uuid(), gen_random_uuid(), max(key_id), 'forger', '', 'ACTIVE', now(), %s FROM closed_lease
                            """.formatted(forged)).update())
                    .isInstanceOf(DataIntegrityViolationException.class)
                    .hasMessageContaining("no_lease_beside_the_archive");
        }
        for (var statement : List.of(
                "UPDATE keys.closed_lease SET outcome = 'FENCED'",
                "DELETE FROM keys.closed_lease",
                "TRUNCATE keys.closed_lease_0",
                "DELETE FROM keys.closed_lease_0",
                "DELETE FROM keys.tick_range")) {
            assertThatThrownBy(() -> owner(statement)).hasMessageContaining("append-only");
        }
    }

    @Test
    void whoComesBackAfterSoLongIsToldHowHisLeaseEnded() {
        service.generateKeys(1);
        var lease = grant(request(1));
        close(lease, Verdict.STORED);
        age();
        archive.keepUp();

        assertThat(service.bean(Revocations.class).revoke(lease.use().leaseId(), false))
                .isEqualTo(Verdict.STORED);
        assertThat(service.bean(OpenLeases.class).renew(lease.use().leaseId(), 5))
                .isFalse();
        close(lease, Verdict.FENCED);
        assertThat(service.jdbc()
                        .sql("SELECT outcome FROM closed_lease")
                        .query(String.class)
                        .list())
                .containsExactly("STORED");
    }

    @Test
    void batchesThatAreSettledOneAfterTheOtherAreOneNote() {
        service.generateKeys(2);
        for (var batch : List.of(1L, 3L, 2L, 7L, 4L)) {
            close(grant(request(batch)), Verdict.STORED);
            age();
            archive.keepUp();
        }

        assertThat(service.jdbc()
                        .sql("SELECT batches::text FROM settled_batch ORDER BY batches")
                        .query((row, _) -> String.valueOf(row.getString(1)))
                        .list())
                .containsExactly("[1,5)", "[7,8)");
    }

    @Test
    void batchWithAnOpenLeaseStays() {
        service.generateKeys(1);
        close(grant(request(1)), Verdict.STORED);
        age();
        tamper(
                "INSERT INTO keys.key_lease (id, request_id, key_id, token, batch_id, worker_id, worker_public_key, state, grant_tick, expires_at)"
                        + " SELECT gen_random_uuid(), gen_random_uuid(), key_id, token + 1, batch_id, 'w', '', 'ACTIVE', close_tick + 1, now() + interval '1 h'"
                        + " FROM keys.key_lease");

        archive.keepUp();

        assertThat(batchesIn("closed_lease")).isEmpty();
    }

    @Test
    void afterARangeWasTakenOffTheLedgerBeginsLaterAndNoRuleSeemsBroken() {
        service.generateKeys(3);
        tamper("UPDATE keys.tick_range SET size = 20");
        tamper("UPDATE keys.keyring SET tick = 10000000 - 13");
        var straddling = new ArrayList<Granted>();
        for (long batch = 1; batch <= 30; batch++) {
            var lease = grant(request(batch));
            straddling.add(lease);
            if (straddling.size() == 2) {
                close(straddling.remove((int) (batch % 3) / 2), batch == 5 ? Verdict.FENCED : Verdict.STORED);
            }
            age();
            archive.keepUp();
        }
        var before = ledger().size();

        tamper("ALTER TABLE keys.closed_lease DETACH PARTITION keys.closed_lease_0");
        service.restart();

        var ledger = ledger();
        assertThat(ledger).hasSizeLessThan(before);
        assertThat(ledger.getFirst().toString()).isEqualTo("{\"type\":\"begin\",\"tick\":10000000}");
        await().untilAsserted(() -> {
            var summary = service.json()
                    .readTree(service.get("/api/v1/keyring/summary").body());
            assertThat(summary.path("checkedThroughTick").asLong(-1)).isGreaterThan(10_000_000);
            assertThat(summary.path("lruViolations").asLong(-1)).isZero();
            assertThat(summary.path("concurrentKeyUse").asLong(-1)).isZero();
        });
        service.bean(LeaseArchive.class).keepUp();
        assertThat(service.bean(LeaseTransaction.class)
                        .commit(List.of(), List.of(request(1)))
                        .values())
                .containsExactly(new Decision.Spent());
    }

    /** A connection plans once, perhaps while there is nothing yet. */
    @Test
    void neitherARequestNorAMoveIsPlannedToReadAllLeases() {
        var known = planOf(
                LeaseGrants.KNOWN
                        .replace(":requests", "$1")
                        .replace(":batches", "$2")
                        .replace(":attempts", "$3"),
                "text[], bigint[], bigint[]",
                "'{}', '{}', '{}'");
        var move = planOf(
                LeaseArchive.MOVE
                        .replace(":historyMillis", "$1")
                        .replace(":past", "$2")
                        .replace(":most", "$3"),
                "bigint, bigint, bigint",
                "1, 1, 1");

        assertThat(known).noneMatch(line -> line.contains("key_lease_stored"));
        assertThat(known)
                .filteredOn(line -> line.contains("Index Scan using one_stored_lease_per_batch"))
                .hasSize(1);
        assertThat(move)
                .filteredOn(line -> line.contains("Index Scan using key_lease_stored"))
                .hasSize(1);
        assertThat(move).anyMatch(line -> line.contains("Index Cond: (closed_at <="));
    }

    private List<String> planOf(String sql, String types, String arguments) {
        return service.bean(TransactionTemplate.class).execute(_ -> {
            service.jdbc()
                    .sql("PREPARE planned (%s) AS %s".formatted(types, sql))
                    .update();
            var plan = service.jdbc()
                    .sql("EXPLAIN (COSTS OFF) EXECUTE planned (%s)".formatted(arguments))
                    .query((row, _) -> String.valueOf(row.getString(1)))
                    .list();
            service.jdbc().sql("DEALLOCATE planned").update();
            return plan;
        });
    }

    private LeaseRequest request(long batch) {
        return WORKER.request(batch, 0);
    }

    private Granted grant(LeaseRequest request) {
        return (Granted) decide(request);
    }

    private Decision decide(LeaseRequest request) {
        return Objects.requireNonNull(
                leases.commit(List.of(), List.of(request)).get(request.requestId()), "no key is free");
    }

    private void close(Granted lease, Verdict verdict) {
        leases.commit(List.of(new Close(lease.use().keyUse(), verdict)), List.of());
    }

    private void age() {
        service.jdbc()
                .sql(
                        "UPDATE key_lease SET closed_at = closed_at - interval '31 days' WHERE batch_id < 100 AND closed_at > now() - interval '1 day'")
                .update();
    }

    private List<Long> batchesIn(String table) {
        return service.jdbc()
                .sql("SELECT batch_id FROM " + table)
                .query((row, _) -> row.getLong(1))
                .list();
    }

    private List<JsonNode> ledger() {
        return service.get("/api/v1/leases")
                .body()
                .lines()
                .map(service.json()::readTree)
                .toList();
    }

    private void tamper(String statement) {
        try {
            owner(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void owner(String statement) throws SQLException {
        try (var connection = service.database().connect();
                var open = connection.createStatement()) {
            open.execute(statement);
        }
    }
}
