package dev.signet.system.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.system.Service;
import dev.signet.system.TestSystem;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A running system that has signed its first records, and what must still be true of it after anything was done to it. */
final class Fuzzed implements AutoCloseable {
    private static final int FIRST = 60;
    private static final int MORE = 200;
    private static final long TOLERATED_GROWTH = 64L << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String ENABLED_OR_CAN_BE = """
            SELECT kid FROM keys.signing_key WHERE state <> 'RETIRED' AND NOT (withdrawn AND leave_as = 'RETIRED')
            """;

    // Neither signed nor given up on, and what is known of why.
    private static final String UNSETTLED = """
            SELECT format('record %s: batch %s %s, attempts %s, failures %s, expirations %s, due in %s: %s', record.id, batch.id,
                          batch.state, attempts, failures, expirations, next_dispatch_at - clock_timestamp(), last_error)
              FROM collection.record
              LEFT JOIN collection.batch ON record.id BETWEEN first_record_id AND last_record_id AND state <> 'SUPERSEDED'
             WHERE NOT EXISTS (SELECT FROM collection.signature WHERE record_id = record.id)
               AND state IS DISTINCT FROM 'QUARANTINED'
             LIMIT 10
            """;

    // One transaction, under the planner's lock.
    private static final String QUARANTINE = """
            SELECT pg_advisory_xact_lock(7369677);
            WITH member AS (INSERT INTO collection.record (payload) VALUES ('in quarantine') RETURNING id)
            INSERT INTO collection.batch (run_id, first_record_id, last_record_id, size, state, attempts, last_error)
            SELECT (SELECT max(id) FROM collection.run), id, id, 1, 'QUARANTINED', 5, 'it could not be signed' FROM member;
            UPDATE collection.planned SET through = (SELECT max(last_record_id) FROM collection.batch WHERE keyring = 0) WHERE keyring = 0;
            UPDATE collection.run_counter
               SET records_planned = records_planned + 1, batches_planned = batches_planned + 1,
                   batches_quarantined = batches_quarantined + 1
             WHERE run_id = (SELECT max(id) FROM collection.run) AND slot = 0
            """;

    private static final String PARK = """
            INSERT INTO collection.parked_message (message_id, queue, exchange, routing_key, type, reason, body)
            VALUES (gen_random_uuid(), 'collection-service.intake', 'signet.intake', 'any', '', 'it could not be read', 'again')
            """;

    final TestSystem system;
    final Pools pools;
    private final long heap;

    private Fuzzed(TestSystem system) {
        this.system = system;
        this.pools = new Pools(system);
        this.heap = liveHeap();
    }

    static Fuzzed start() {
        return start(TestSystem.create());
    }

    static Fuzzed start(TestSystem system) {
        system.with("signet.batch-size", 5)
                .with("signet.lease.ttl", "2s")
                .with("signet.lease.margin", "300ms")
                .with("signet.lease.reap-interval", "200ms")
                .with("signet.failure.retry-delay", "20ms")
                .with("signet.vault.max-bytes", "2MB")
                .startAll();
        system.start(Service.VAULT);
        system.seed(FIRST, 6).assertProved(FIRST);
        return new Fuzzed(system);
    }

    Wire wire(Service service) {
        return new Wire(system.url(service));
    }

    /** A record of its own in quarantine; nothing else is on its way into the tables meanwhile. */
    long quarantinedBatch() {
        await().until(() -> system.count(
                        "SELECT count(*) FROM collection.planned p JOIN collection.record r ON r.id > p.through AND r.id >> 40 = p.keyring")
                == 0);
        system.execute(QUARANTINE);
        return system.count("SELECT max(id) FROM collection.batch WHERE state = 'QUARANTINED'");
    }

    /** A message that could not be processed, as it lies there. */
    long parkedMessage() {
        system.execute(PARK);
        return system.count("SELECT max(id) FROM collection.parked_message");
    }

    /** A normal run, and the proof of everything that has been signed since the beginning. */
    void assertNothingIsBroken() throws IOException {
        enableAllKeys();
        resumeAllRuns();
        var before = system.count("SELECT max(id) FROM collection.record");
        importRecords();
        // A batch may have been put off for minutes.
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            system.execute("UPDATE collection.batch SET next_dispatch_at = clock_timestamp()"
                    + " WHERE state = 'DEFERRED' AND next_dispatch_at > clock_timestamp() + interval '1 second'");
            assertThat(unsettled()).isEmpty();
        });
        var report = system.proof();
        assertThat(report.problems()).isEmpty();
        assertThat(report.holds()).isTrue();
        assertThat(report.verified() + report.quarantined())
                .isEqualTo(system.count("SELECT count(*) FROM collection.record"));
        assertThat(system.count("SELECT count(*) FROM collection.signature WHERE record_id > " + before))
                .isEqualTo(MORE);
        await().atMost(PATIENCE)
                .until(() ->
                        system.count("SELECT count(*) FROM keys.signing_key WHERE state NOT IN ('FREE', 'RETIRED')")
                                == 0);
    }

    private List<String> unsettled() throws SQLException {
        var records = new ArrayList<String>();
        system.rows(UNSETTLED, row -> records.add(row.getString(1)));
        return records;
    }

    /** All that are not retired for good, which any number of them may be; so there are some more each time. */
    void enableAllKeys() throws IOException {
        var more = "{\"count\":3}".getBytes(StandardCharsets.UTF_8);
        var headers = List.of("Host: localhost", "Content-Type: application/json");
        succeeds(Service.KEYS, new RawRequest("POST", "/api/v1/keys", headers, more));
        var keys = new ArrayList<String>();
        try {
            system.rows(ENABLED_OR_CAN_BE, row -> keys.add(row.getString(1)));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        for (var key : keys) {
            succeeds(
                    Service.KEYS,
                    new RawRequest("POST", "/api/v1/keys/" + key + "/enable", List.of("Host: localhost"), new byte[0]));
        }
    }

    /** Nobody has retired it yet. */
    String newestKey() {
        return system.texts("SELECT kid FROM keys.signing_key ORDER BY id DESC LIMIT 1")
                .getFirst();
    }

    void resumeAllRuns() throws IOException {
        for (var run : pausable()) {
            succeeds(Service.COLLECTION, change(run, "resume"));
        }
    }

    /** Runs that are on. */
    List<String> pausable() {
        return system.texts("SELECT id::text FROM collection.run WHERE state = 'RUNNING'");
    }

    static RawRequest change(String run, String verb) {
        return new RawRequest(
                "POST", "/api/v1/runs/%s/%s".formatted(run, verb), List.of("Host: localhost"), new byte[0]);
    }

    void importRecords() throws IOException {
        var lines = String.join("\n", Collections.nCopies(MORE, "{\"after\":\"the fuzz\"}"));
        succeeds(
                Service.COLLECTION,
                new RawRequest(
                        "POST",
                        "/api/v1/records",
                        List.of("Host: localhost", "Content-Type: application/x-ndjson"),
                        lines.getBytes(StandardCharsets.UTF_8)));
    }

    private void succeeds(Service service, RawRequest request) throws IOException {
        assertThat(wire(service).send(request))
                .hasValueSatisfying(answer ->
                        assertThat(answer.status()).as(answer.toString()).isBetween(200, 299));
    }

    /** Nothing that was sent is still in memory. */
    void assertMemoryIsBounded() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(liveHeap() - heap)
                        .as("growth of the live heap in bytes")
                        .isLessThan(TOLERATED_GROWTH));
    }

    static long liveHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Override
    public void close() {
        system.close();
    }
}
