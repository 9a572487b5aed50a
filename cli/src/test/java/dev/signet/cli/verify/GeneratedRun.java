package dev.signet.cli.verify;

import dev.signet.cli.progress.Keyrings;
import dev.signet.cli.progress.Progress;
import dev.signet.cli.server.Json;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A run that kept every rule, made without Signet; a test then changes what it likes. */
public final class GeneratedRun implements LedgerSource {
    public static final int BATCHES = 12;
    public static final int SIZE = 5;

    public final List<ObjectNode> ledger = new ArrayList<>();
    public final List<ObjectNode> signatures = new ArrayList<>();
    public final List<ObjectNode> batches = new ArrayList<>();
    public final List<ObjectNode> jwks = new ArrayList<>();
    public String state = "COMPLETED";
    long total = BATCHES * SIZE;
    long unplanned;
    /** The newest runs of other keyrings. */
    final List<Progress> others = new ArrayList<>();

    public long tick;
    String ledgerEnd = "";
    String exportEnd = "";

    private final Map<String, TestKey> keys;
    private final Map<String, Long> tokens = new TreeMap<>();
    private final Deque<String> leastRecentlyUsed = new ArrayDeque<>();
    private final Deque<ObjectNode> open = new ArrayDeque<>();
    private long nextRecordId = 1;

    /** Two leases are open at a time; the first one of batch 3 is fenced. */
    public static GeneratedRun of(TestKey... keys) throws GeneralSecurityException {
        var run = new GeneratedRun(List.of(keys));
        for (var batch = 1; batch <= BATCHES; batch++) {
            run.grant(batch);
            if (batch == 3) {
                run.close("FENCED", run.open.removeLast());
                run.grant(batch);
            }
            run.sign(batch);
            if (run.open.size() == 2) {
                run.close("STORED", run.open.removeFirst());
            }
        }
        while (!run.open.isEmpty()) {
            run.close("STORED", run.open.removeFirst());
        }
        return run;
    }

    private GeneratedRun(List<TestKey> keys) {
        this.keys = keys.stream().collect(Collectors.toMap(TestKey::id, key -> key));
        for (var key : keys) {
            jwks.add(key.jwk().deepCopy());
            leastRecentlyUsed.add(key.id());
            keyEvent("IMPORTED", key.id());
        }
    }

    ObjectNode keyEvent(String event, String keyId) {
        var line = node().put("type", "key")
                .put("tick", ++tick)
                .put("event", event)
                .put("keyId", keyId);
        ledger.add(line);
        return line;
    }

    private void grant(int batch) {
        var keyId = leastRecentlyUsed.removeFirst();
        var line = node().put("type", "lease")
                .put("leaseId", "lease-" + (tick + 1))
                .put("batchId", Integer.toString(batch))
                .put("keyId", keyId)
                .put("token", tokens.merge(keyId, 1L, Long::sum))
                .put("state", "ACTIVE")
                .put("grantTick", ++tick)
                .put("grantedAt", "2026-01-01T00:00:00Z")
                .put("workerId", "w1");
        ledger.add(line);
        open.addLast(line);
    }

    private void close(String outcome, ObjectNode lease) {
        lease.put("state", "CLOSED").put("outcome", outcome).put("closeTick", ++tick);
        leastRecentlyUsed.addLast(lease.get("keyId").asString());
    }

    private void sign(int batch) throws GeneralSecurityException {
        var lease = open.getLast();
        batches.add(node().put("id", Integer.toString(batch))
                .put("runId", "1")
                .put("size", SIZE)
                .put("state", "SIGNED"));
        for (var i = 0; i < SIZE; i++) {
            signatures.add(line(nextRecordId++, lease));
        }
        nextRecordId += 3; // ids have gaps
    }

    ObjectNode line(long recordId, ObjectNode lease) throws GeneralSecurityException {
        var key = Objects.requireNonNull(keys.get(lease.get("keyId").asString()));
        var jws = key.sign(recordId, "{\"n\":%d}".formatted(recordId));
        return node().put("recordId", Long.toString(recordId))
                .put("batchId", lease.get("batchId").asString())
                .put("keyId", key.id())
                .put("algorithm", key.label())
                .put("token", lease.get("token").asLong())
                .put("leaseId", lease.get("leaseId").asString())
                .put("protected", jws[0])
                .put("payload", jws[1])
                .put("signature", jws[2]);
    }

    public ObjectNode leaseOf(String batchId, String outcome) {
        return ledger.stream()
                .filter(line -> line.path("batchId").asString("").equals(batchId)
                        && line.path("outcome").asString("").equals(outcome))
                .findFirst()
                .orElseThrow();
    }

    public List<ObjectNode> signaturesOf(String batchId) {
        return signatures.stream()
                .filter(line -> line.get("batchId").asString().equals(batchId))
                .toList();
    }

    public static ObjectNode node() {
        return Json.MAPPER.createObjectNode();
    }

    public String progressJson() {
        return """
                {"asOf":"2026-01-01T00:00:00Z","state":"%s","runId":"1","batchSize":%d,"elapsedSeconds":1.5,
                 "records":{"total":%d,"signed":%d,"quarantined":0,"unplanned":%d},
                 "batches":{"total":12,"planned":0,"dispatched":0,"deferred":0,"signed":12,"quarantined":0,"superseded":0},
                 "keys":{"free":4,"leased":0,"disabled":0},"ratePerSecond":40.0,"redispatched":0,"deferred":0,
                 "quarantinedRecords":[],"parked":0,"invariants":{},"news":"of a later version"}
                """.formatted(state, SIZE, total, signatures.size(), unplanned);
    }

    /** The list of batches in two pages. */
    public String batchesJson(@Nullable String cursor) {
        var page = node();
        var half = batches.size() / 2;
        page.putArray("items")
                .addAll(cursor == null ? batches.subList(0, half) : batches.subList(half, batches.size()));
        return (cursor == null ? page.put("next", "second page") : page).toString();
    }

    public String jwksJson() {
        var set = node();
        set.putArray("keys").addAll(jwks);
        return set.toString();
    }

    public String runsJson() {
        return """
                {"items":[{"id":"1","batchSize":%d,"state":"%s","startedAt":"2026-01-01T00:00:00Z"}]}
                """.formatted(SIZE, state);
    }

    public String leasesNdjson() {
        var end = ledgerEnd.isEmpty() ? end(ledger.size()).put("tick", tick).toString() : ledgerEnd;
        return ndjson(ledger, end);
    }

    public String signaturesNdjson() {
        return ndjson(signatures, exportEnd.isEmpty() ? end(signatures.size()).toString() : exportEnd);
    }

    private static ObjectNode end(int count) {
        return node().put("end", true).put("count", count);
    }

    private static String ndjson(List<ObjectNode> lines, String end) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining("", "", end + "\n"));
    }

    @Override
    public Keyrings keyrings() {
        var one = Json.MAPPER.readValue(progressJson(), Progress.class);
        var all = Stream.concat(Stream.of(one), others.stream())
                .map(progress -> new Keyrings.Keyring("of run " + progress.runId(), progress))
                .toList();
        return new Keyrings(all);
    }

    @Override
    public void batches(Consumer<Batch> reader) {
        batches.forEach(batch -> reader.accept(Json.MAPPER.treeToValue(batch, Batch.class)));
    }

    @Override
    public InputStream leases() {
        return bytes(leasesNdjson());
    }

    @Override
    public InputStream signatures() {
        return bytes(signaturesNdjson());
    }

    @Override
    public Jwks keys() {
        return Json.MAPPER.readValue(jwksJson(), Jwks.class);
    }

    static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
