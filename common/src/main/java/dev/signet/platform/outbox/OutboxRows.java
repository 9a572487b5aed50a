package dev.signet.platform.outbox;

import dev.signet.platform.CrashPoint;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The rows of a service's outbox, as its relay sees them. */
class OutboxRows implements EventRows {
    // From the beginning each time: ids of transactions that run side by side are committed in any order, so a smaller
    // one than those that were relayed may come yet.
    private static final String OLDEST = """
            SELECT id, event FROM outbox ORDER BY id LIMIT :most
            """;

    // Not worth waiting for the disk: a row that comes back after a crash is sent again, and answered as before.
    private static final String DO_NOT_WAIT = "SET LOCAL synchronous_commit = off";

    private static final String DELETE = """
            DELETE FROM outbox WHERE id = ANY (:ids)
            """;

    private static final String REFUSE = """
            WITH refused AS (
                DELETE FROM outbox WHERE id = ANY (:ids) RETURNING id, event
            )
            INSERT INTO outbox_refused (id, event, status, detail)
            SELECT id, event, status, detail
              FROM refused
              JOIN unnest(:ids, :statuses, :details) AS answer (id, status, detail) USING (id)
            """;

    // Rows go from the beginning, so what lies between the first and the last is about how many there are; to count
    // millions of them every few seconds would be felt.
    private static final String BACKLOG = """
            SELECT coalesce(max(id) - min(id) + 1, 0) AS rows,
                   coalesce((SELECT extract(epoch FROM clock_timestamp() - written_at) FROM outbox ORDER BY id LIMIT 1), 0) AS age,
                   (SELECT count(*) FROM outbox_refused) AS refused
              FROM outbox
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    OutboxRows(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** @param event a CloudEvent in JSON */
    record Row(long id, String event) {}

    /** Why audit-service does not take it: an error of the program that made it. */
    record Refusal(long id, String status, String detail) {}

    /**
     * @param waiting how many, at most
     * @param oldestSeconds how long the oldest of them has waited
     * @param refused how many will never go
     */
    record Backlog(long waiting, double oldestSeconds, long refused) {}

    /** Not locked: a transaction that waits for another service would keep the whole database from being cleaned up. */
    @Override
    public List<Row> oldest(int most) {
        return jdbc.sql(OLDEST)
                .param("most", most)
                .query((row, _) -> new Row(row.getLong("id"), row.getString("event")))
                .list();
    }

    @Override
    public void settle(List<Long> committed, List<Refusal> refused) {
        transaction.executeWithoutResult(_ -> {
            jdbc.sql(DO_NOT_WAIT).update();
            if (!committed.isEmpty()) {
                jdbc.sql(DELETE).param("ids", longs(committed)).update();
            }
            if (!refused.isEmpty()) {
                jdbc.sql(REFUSE)
                        .param("ids", longs(refused.stream().map(Refusal::id).toList()))
                        .param("statuses", refused.stream().map(Refusal::status).toArray(String[]::new))
                        .param("details", refused.stream().map(Refusal::detail).toArray(String[]::new))
                        .update();
            }
            CrashPoint.aroundCommit(CrashPoint.OUTBOX_BEFORE_DELETION, CrashPoint.OUTBOX_DELETED);
        });
    }

    Backlog backlog() {
        return jdbc.sql(BACKLOG)
                .query((row, _) -> new Backlog(row.getLong("rows"), row.getDouble("age"), row.getLong("refused")))
                .single();
    }

    private static long[] longs(List<Long> ids) {
        return ids.stream().mapToLong(Long::longValue).toArray();
    }
}
