package dev.signet.key.ledger;

import dev.signet.contract.BatchId;
import dev.signet.contract.KeyId;
import dev.signet.contract.LeaseId;
import dev.signet.contract.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads every use of every key, from one snapshot of the database and a few rows at a time. */
@Repository
class Ledger {
    private static final int ROWS_AT_A_TIME = 1000;

    private static final String TICK = """
            SELECT tick FROM keyring WHERE id = 1
            """;

    private static final String LINES = """
            SELECT event.tick, signing_key.kid, event.event,
                   NULL::uuid AS id, NULL::bigint AS batch_id, NULL::bigint AS token, NULL AS state, NULL AS outcome,
                   NULL::bigint AS close_tick, NULL::timestamptz AS granted_at, NULL::timestamptz AS closed_at,
                   NULL AS worker_id
              FROM key_event AS event
              JOIN signing_key ON signing_key.id = event.key_id
             UNION ALL
            SELECT lease.grant_tick, signing_key.kid, NULL,
                   lease.id, lease.batch_id, lease.token, lease.state, lease.outcome,
                   lease.close_tick, lease.granted_at, lease.closed_at,
                   lease.worker_id
              FROM key_lease AS lease
              JOIN signing_key ON signing_key.id = lease.key_id
             ORDER BY tick
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;

    Ledger(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** Hands all lines on in the order of their ticks. Returns the tick up to which that was complete. */
    long read(LineHandler handler) {
        return snapshot.execute(_ -> {
            var tick = jdbc.sql(TICK).query(Long.class).single();
            jdbc.sql(LINES).withFetchSize(ROWS_AT_A_TIME).query((RowCallbackHandler) row -> handler.on(toLine(row)));
            return tick;
        });
    }

    /** Takes one line after the other. */
    interface LineHandler {
        void on(LedgerLine line);
    }

    private static LedgerLine toLine(ResultSet row) throws SQLException {
        var event = row.getString("event");
        return event == null
                ? toLease(row)
                : new LedgerLine.Key(row.getLong("tick"), event, new KeyId(row.getString("kid")));
    }

    private static LedgerLine toLease(ResultSet row) throws SQLException {
        return new LedgerLine.Lease(
                new LeaseId(row.getObject("id", UUID.class)),
                new BatchId(row.getLong("batch_id")),
                new KeyId(row.getString("kid")),
                row.getLong("token"),
                row.getString("state"),
                Optional.ofNullable(row.getString("outcome")).map(Verdict::valueOf),
                row.getLong("tick"),
                Optional.ofNullable(row.getObject("close_tick", Long.class)),
                row.getObject("granted_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("closed_at", OffsetDateTime.class)),
                row.getString("worker_id"));
    }

    private static Optional<Instant> instant(@Nullable OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
