package dev.signet.system.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.contract.Algorithm;
import dev.signet.contract.BatchId;
import dev.signet.contract.KeyId;
import dev.signet.contract.LeaseId;
import dev.signet.contract.Statement.Grant;
import dev.signet.contract.Statement.Order;
import dev.signet.system.Service;
import dev.signet.system.TestSystem;
import dev.signet.system.fuzz.Content.Frame;
import dev.signet.system.fuzz.Content.Frames;
import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import tools.jackson.databind.json.JsonMapper;

/** What a thief of a worker's token can do, and what not, step by step. */
class StolenTokenIT {
    private static final int RECORDS = 20;
    private static final JsonMapper JSON = new JsonMapper();

    @Example
    void thiefDelaysButBreaksNothing() throws IOException {
        try (var signet = withoutWorkers()) {
            var lease = lease(signet, 1);
            assertThat(store(signet, 1, lease, LongStream.range(1, 5)))
                    .as("too few")
                    .contains("REFUSED");
            assertThat(store(signet, 1, lease, LongStream.range(1, 7)))
                    .as("too many")
                    .contains("REFUSED");
            assertThat(store(signet, 1, lease, LongStream.range(6, 11)))
                    .as("another's")
                    .contains("REFUSED");
            assertThat(fence(signet, lease)).contains("403");
            assertThat(post(signet, Service.KEYS, "/internal/leases/" + lease.id + "/revocation", "{\"ranOut\":false}"))
                    .contains("FENCED");
            assertThat(store(signet, 1, lease, LongStream.range(1, 6))).contains("STALE");
            lease(signet, 2); // and never comes back

            signet.start(Service.SIGNING);
            signet.start(Service.DISPATCHER);

            signet.assertProved(RECORDS);
        }
    }

    /** Under the lease that he has. */
    @Example
    void signaturesThatTheThiefMakesUpAreNotStored() throws IOException {
        try (var signet = withoutWorkers()) {
            assertThat(store(signet, 1, lease(signet, 1), LongStream.range(1, 6)))
                    .contains("UNVERIFIED");

            signet.start(Service.SIGNING);
            signet.start(Service.DISPATCHER);

            signet.assertProved(RECORDS);
        }
    }

    @Example
    void thiefGetsNoKeyForWhatIsNotOrderedAndStoresNothingThatIsNotGranted() throws IOException {
        try (var signet = withoutWorkers()) {
            assertThat(lease(signet, 1, "")).contains("NOT_ORDERED");
            assertThat(lease(signet, 4711, "")).contains("NOT_ORDERED");
            var granted = lease(signet, 1);
            assertThat(lease(signet, 2, "\"attempt\":1,\"order\":" + order(signet, 1)))
                    .contains("NOT_ORDERED");
            var invented = new Lease(granted.id, granted.key, granted.token + 1, granted.grant);
            assertThat(store(signet, 1, invented, LongStream.range(1, 6))).contains("NOT_GRANTED");
            assertThat(store(signet, 2, granted, LongStream.range(6, 11))).contains("NOT_GRANTED");

            signet.start(Service.SIGNING);
            signet.start(Service.DISPATCHER);

            signet.assertProved(RECORDS);
        }
    }

    @Example
    void storeWaitsForKeyServiceWhereItsKeyIsNotKnown() throws IOException {
        try (var signet = withoutWorkers()) {
            var lease = lease(signet, 1);
            signet.stop(Service.KEYS);
            assertThat(store(signet, 1, lease, LongStream.range(1, 6)))
                    .contains("503")
                    .contains("keys-unavailable");

            signet.start(Service.KEYS);
            signet.start(Service.SIGNING);
            signet.start(Service.DISPATCHER);

            signet.assertProved(RECORDS);
        }
    }

    /**
     * Without verification a thief can lease a key for a batch that is to be signed, if he has also taken its order from the queue, and have worthless
     * signatures stored under it; what he cannot do is to keep it from whoever checks the ledger.
     */
    @Example
    void withoutVerificationForgedSignaturesAreFoundByTheLedgerCheck() throws IOException {
        try (var signet = withoutWorkers("off")) {
            assertThat(store(signet, 1, lease(signet, 1), LongStream.range(1, 6)))
                    .contains("STORED");

            signet.start(Service.SIGNING);
            signet.start(Service.DISPATCHER);
            signet.untilEnded();

            assertThat(signet.proof().holds()).isFalse();
        }
    }

    private static TestSystem withoutWorkers() {
        return withoutWorkers("all");
    }

    private static TestSystem withoutWorkers(String verify) {
        var signet = TestSystem.create()
                .with("signet.collection.verify", verify)
                .with("signet.batch-size", 5)
                .with("signet.lease.ttl", "3s")
                .with("signet.lease.reap-interval", "200ms");
        signet.start(Service.KEYS);
        signet.start(Service.COLLECTION);
        signet.seed(RECORDS, 3);
        await().until(() -> signet.count("SELECT count(*) FROM collection.batch") == RECORDS / 5);
        return signet;
    }

    private record Lease(String id, String key, long token, String grant) {}

    private static String order(TestSystem signet, long batch) {
        return JSON.writeValueAsString(signet.statements("batch-dispatcher").sign(new Order(new BatchId(batch), 1)));
    }

    private static String lease(TestSystem signet, long batch, String ordered) throws IOException {
        var request = """
                {"requests":[{"requestId":"%s","batchId":"%d","workerId":"thief","publicKey":"%s","waitMillis":1000%s}]}""".formatted(
                        java.util.UUID.randomUUID(),
                        batch,
                        Values.PUBLIC_KEY,
                        ordered.isEmpty() ? ",\"attempt\":1" : "," + ordered);
        return post(signet, Service.KEYS, "/internal/leases", request);
    }

    private static Lease lease(TestSystem signet, long batch) throws IOException {
        var reply = lease(signet, batch, "\"attempt\":1,\"order\":" + order(signet, batch));
        assertThat(reply).contains("GRANTED");
        var pools = new Pools(signet);
        var token = signet.count("SELECT token FROM keys.key_lease WHERE state = 'ACTIVE' AND batch_id = " + batch);
        var id = pools.resolve("<lease0>");
        var grant =
                new Grant(new BatchId(batch), LeaseId.of(id), new KeyId(keyOf(signet, id)), token, Algorithm.ED25519);
        return new Lease(
                id,
                keyOf(signet, id),
                token,
                JSON.writeValueAsString(signet.statements("key-service").sign(grant)));
    }

    private static String keyOf(TestSystem signet, String lease) {
        var kid = new java.util.ArrayList<String>();
        try {
            signet.rows(
                    "SELECT kid FROM keys.key_lease l JOIN keys.signing_key k ON k.id = l.key_id WHERE l.id = '" + lease
                            + "'",
                    row -> kid.add(row.getString(1)));
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
        return kid.getFirst();
    }

    private static String store(TestSystem signet, long batch, Lease lease, LongStream records) throws IOException {
        var head =
                "{\"batchId\":\"%d\",\"leaseId\":\"%s\",\"keyId\":\"%s\",\"token\":%d,\"algorithm\":\"Ed25519\",\"grant\":%s}"
                        .formatted(batch, lease.id, lease.key, lease.token, lease.grant);
        var frames = records.mapToObj(record -> new Frame(record, 64)).toList();
        var body = new Frames(head, frames, frames.size()).bytes(new Pools(signet));
        return send(signet, Service.COLLECTION, "PUT", "/internal/signatures", "application/vnd.signet.frames", body);
    }

    private static String fence(TestSystem signet, Lease lease) throws IOException {
        var body = "{\"batchId\":\"1\",\"leaseId\":\"%s\",\"keyId\":\"%s\",\"token\":%d,\"expired\":true}"
                .formatted(lease.id, lease.key, lease.token);
        return post(signet, Service.COLLECTION, "/internal/fences", body);
    }

    private static String post(TestSystem signet, Service service, String path, String json) throws IOException {
        return send(signet, service, "POST", path, "application/json", json.getBytes(UTF_8));
    }

    private static String send(TestSystem signet, Service service, String method, String path, String type, byte[] body)
            throws IOException {
        var headers = List.of(
                "Host: localhost",
                "Content-Type: " + type,
                "Authorization: Bearer " + signet.tokenOf("signing-service"));
        var answer = new Wire(signet.url(service)).send(new RawRequest(method, path, headers, body));
        return answer.orElseThrow().toString();
    }
}
