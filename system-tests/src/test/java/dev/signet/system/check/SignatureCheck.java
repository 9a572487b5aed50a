package dev.signet.system.check;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Verifies every signature over the stored payload, under the key of its batch: so one key signed the whole batch. A key's id is the thumbprint
 * of its public half, which therefore may come from anywhere.
 */
final class SignatureCheck implements Check {
    private static final String KEYS = "SELECT kid, public_key FROM keys.signing_key";

    private static final String SIGNATURES = """
            SELECT s.record_id, r.payload, s.signature, b.key_id
              FROM collection.signature s
              JOIN collection.record r ON r.id = s.record_id
              JOIN collection.batch b ON b.id = s.batch_id
             WHERE s.record_id % ? = ?
            """;

    private static final int MOST = 10;
    private static final int FETCHED_AT_ONCE = 2000;

    @Override
    public String name() {
        return "signatures";
    }

    @Override
    public boolean isCheap() {
        return false;
    }

    @Override
    public List<Violation> violations(Evidence evidence) throws Exception {
        var keys = keys(evidence);
        var parts = Runtime.getRuntime().availableProcessors();
        try (var threads = Executors.newFixedThreadPool(parts)) {
            List<Callable<List<String>>> work = IntStream.range(0, parts)
                    .<Callable<List<String>>>mapToObj(part -> () -> wrong(evidence, new JwsVerifier(keys), part, parts))
                    .toList();
            var found = new ArrayList<Violation>();
            for (var part : threads.invokeAll(work)) {
                part.get().forEach(what -> found.add(new Violation(name(), what)));
            }
            return found;
        }
    }

    /** The test's own keys if it has any; otherwise whatever keys stand in the table under their own thumbprints. */
    private static Map<String, PublishedKey> keys(Evidence evidence) throws SQLException {
        var own = new HashMap<String, PublishedKey>();
        evidence.sent().keys().forEach(key -> own.put(key.id(), key.published()));
        return own.isEmpty() ? keysInTheTable(evidence) : own;
    }

    private static Map<String, PublishedKey> keysInTheTable(Evidence evidence) throws SQLException {
        return Tables.atOneMoment(evidence, connection -> {
            var keys = new HashMap<String, PublishedKey>();
            try (var query = connection.createStatement()) {
                var row = query.executeQuery(KEYS);
                while (row.next()) {
                    PublishedKey.find(row.getBytes(2))
                            .filter(key -> !keys.containsKey(key.id()))
                            .ifPresent(key -> keys.put(key.id(), key));
                }
            }
            return keys;
        });
    }

    private static List<String> wrong(Evidence evidence, JwsVerifier verifier, int part, int parts)
            throws SQLException {
        return Tables.atOneMoment(evidence, connection -> {
            var wrong = new ArrayList<String>();
            try (var query = connection.prepareStatement(SIGNATURES)) {
                query.setFetchSize(FETCHED_AT_ONCE);
                query.setInt(1, parts);
                query.setInt(2, part);
                var row = query.executeQuery();
                while (row.next() && wrong.size() < MOST) {
                    var id = row.getLong(1);
                    var key = row.getString(4);
                    if (!verifier.isRight(id, row.getBytes(2), row.getBytes(3), key)) {
                        wrong.add("the signature of record %d does not verify with key %s, its batch's"
                                .formatted(id, key));
                    }
                }
            }
            return wrong;
        });
    }
}
