package dev.signet.system.check;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Parked is what was malformed, each once as a row and with its reason, and nothing else. In the parking queue it stands at least once, unless
 * the broker was wiped.
 */
final class ParkingCheck implements Check {
    private static final String ROWS = """
            SELECT encode(sha256(body), 'hex'), count(*) FROM collection.parked_message GROUP BY 1
            """;

    private static final String REASON_IS_GIVEN = """
            SELECT format('message %s in queue %s was parked without a reason', message_id, queue)
              FROM collection.parked_message
             WHERE length(trim(reason)) = 0
            """;

    private static final String QUEUE = "signet.parking";
    private static final String REASON = "x-signet-reason";

    @Override
    public String name() {
        return "parking";
    }

    @Override
    public boolean isCheap() {
        return false;
    }

    @Override
    public List<Violation> violations(Evidence evidence) throws Exception {
        var found = new ArrayList<>(Tables.broken(name(), evidence, List.of(REASON_IS_GIVEN)));
        var balance = balance(evidence);
        balance.check((digest, what) ->
                found.add(new Violation(name(), "messages with SHA-256 %s: %s as rows".formatted(digest, what))));
        var queued = queued(evidence, found);
        for (var digest : queued.digests()) {
            if (balance.arrived().count(digest) == 0) {
                found.add(new Violation(
                        name(), "a message with SHA-256 %s is in the queue without a row".formatted(digest)));
            }
        }
        if (!evidence.sent().brokerWiped()) {
            balance.arrived().digests().stream()
                    .filter(digest -> queued.count(digest) < balance.arrived().count(digest))
                    .forEach(digest -> found.add(new Violation(
                            name(), "a message with SHA-256 %s is a row but not in the queue".formatted(digest))));
        }
        return found;
    }

    static Balance balance(Evidence evidence) throws SQLException {
        return new Balance(
                evidence.sent().malformed(),
                Tables.counted(evidence, ROWS),
                evidence.sent().excused());
    }

    /** Looks at every message; all are back in the queue when the connection is closed. */
    private Payloads queued(Evidence evidence, List<Violation> found) throws Exception {
        var bodies = new Payloads();
        try (var connection = QueueCheck.connect(evidence)) {
            var channel = connection.createChannel();
            try {
                for (var next = channel.basicGet(QUEUE, false); next != null; next = channel.basicGet(QUEUE, false)) {
                    bodies.add(next.getBody());
                    var headers = next.getProps().getHeaders();
                    if (headers == null
                            || String.valueOf(headers.get(REASON)).isBlank()
                            || !headers.containsKey(REASON)) {
                        found.add(new Violation(name(), "a message in the queue has no reason"));
                    }
                }
            } catch (IOException e) {
                found.add(new Violation(name(), "the queue cannot be read: " + e));
            }
        }
        return bodies;
    }
}
