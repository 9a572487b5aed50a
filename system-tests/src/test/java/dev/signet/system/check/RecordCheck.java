package dev.signet.system.check;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The records in the table are those that were sent, each as often as it was sent; those of the vault are its own. */
final class RecordCheck implements Check {
    private static final String RECORDS = """
            SELECT encode(sha256(payload), 'hex'), count(*)
              FROM collection.record
             WHERE substring(payload, 1, 9) <> '{"vault":'
             GROUP BY 1
            """;

    private static final int MOST = 10;

    @Override
    public String name() {
        return "records";
    }

    @Override
    public boolean isCheap() {
        return false;
    }

    @Override
    public List<Violation> violations(Evidence evidence) throws SQLException {
        var found = new ArrayList<Violation>();
        balance(evidence)
                .check((digest, what) ->
                        found.add(new Violation(name(), "records with SHA-256 %s: %s".formatted(digest, what))));
        return found.stream().limit(MOST).toList();
    }

    static Balance balance(Evidence evidence) throws SQLException {
        return new Balance(
                evidence.sent().records(),
                Tables.counted(evidence, RECORDS),
                evidence.sent().excused());
    }
}
