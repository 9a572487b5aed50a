package dev.signet.collection.browse;

import dev.signet.collection.keyring.Keyring;
import dev.signet.collection.keyring.KnownKeyrings;
import dev.signet.contract.RunId;
import dev.signet.platform.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Runs, to look at. */
@Repository
class RunLists {
    private static final String ALL = """
            SELECT id, keyring, batch_size, state, started_at, completed_at, paused_at, double_signed, mixed_key_batches, checked_at
              FROM run
             WHERE id > :after
             ORDER BY id
             LIMIT :rows
            """;

    // index: run_keyring
    private static final String OF_KEYRING = """
            SELECT id, keyring, batch_size, state, started_at, completed_at, paused_at, double_signed, mixed_key_batches, checked_at
              FROM run
             WHERE keyring = :keyring AND id > :after
             ORDER BY id
             LIMIT :rows
            """;

    private static final String FIND = """
            SELECT id, keyring, batch_size, state, started_at, completed_at, paused_at, double_signed, mixed_key_batches, checked_at
              FROM run
             WHERE id = :id
            """;

    private final JdbcClient jdbc;
    private final KnownKeyrings keyrings;

    RunLists(JdbcClient jdbc, KnownKeyrings keyrings) {
        this.jdbc = jdbc;
        this.keyrings = keyrings;
    }

    Optional<RunView> find(RunId id) {
        return jdbc.sql(FIND).param("id", id.value()).query(this::toView).optional();
    }

    Page<RunView> page(Optional<Keyring> keyring, long after, int limit) {
        var statement = keyring.map(of -> jdbc.sql(OF_KEYRING).param("keyring", of.number()))
                .orElseGet(() -> jdbc.sql(ALL));
        var rows = statement
                .param("after", after)
                .param("rows", limit + 1)
                .query(this::toView)
                .list();
        return Page.of(rows, limit, RunView::id);
    }

    private RunView toView(ResultSet row, int number) throws SQLException {
        var pausedAt = time(row, "paused_at");
        return new RunView(
                new RunId(row.getLong("id")),
                keyrings.nameOf(row.getInt("keyring")),
                row.getInt("batch_size"),
                pausedAt.isPresent() ? "PAUSED" : row.getString("state"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                time(row, "completed_at"),
                pausedAt,
                Optional.ofNullable(row.getObject("double_signed", Long.class)),
                Optional.ofNullable(row.getObject("mixed_key_batches", Long.class)),
                time(row, "checked_at"));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
