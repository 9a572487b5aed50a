package dev.signet.vault.index;

import dev.signet.platform.NotFound;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** How index keys come and go, one change at a time, and none while an item is being placed. */
@Repository
class IndexVersions {
    private static final int MOST_ALIVE = 8;

    private static final String ALONE = "SELECT pg_advisory_xact_lock(7369679)";

    // index: item_index_version
    private static final String ALL = """
            SELECT version, created_at, superseded_at, dropped_at,
                   EXISTS (SELECT FROM item WHERE index_version = index_key.version AND removed_at IS NULL) AS in_use
              FROM index_key
             ORDER BY version DESC
            """;

    private static final String SUPERSEDE = """
            UPDATE index_key SET superseded_at = clock_timestamp() WHERE superseded_at IS NULL RETURNING version
            """;

    private static final String ADD =
            "INSERT INTO index_key (version, kek_id, sealed) VALUES (:version, :kek, :sealed)";

    private static final String COUNT_ALIVE = "SELECT count(*) FROM index_key WHERE sealed IS NOT NULL";

    private static final String DROP = """
            UPDATE index_key SET sealed = NULL, dropped_at = clock_timestamp() WHERE version = :version
            """;

    private final JdbcClient jdbc;
    private final IndexKeys keys;
    private final IndexEvents events;

    IndexVersions(JdbcClient jdbc, IndexKeys keys, IndexEvents events) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.events = events;
    }

    List<IndexVersion> all() {
        return jdbc.sql(ALL).query(IndexVersions::toVersion).list();
    }

    @Transactional
    public IndexVersion rotate() {
        jdbc.sql(ALONE).query(_ -> {});
        if (jdbc.sql(COUNT_ALIVE).query(Integer.class).single() >= MOST_ALIVE) {
            throw new IndexKeyInUse(
                    "There are %d index keys, each of which costs every store some work; drop one first."
                            .formatted(MOST_ALIVE));
        }
        var next = jdbc.sql(SUPERSEDE).query(Integer.class).single() + 1;
        jdbc.sql(ADD)
                .param("version", next)
                .param("kek", keys.kekId())
                .param("sealed", keys.fresh(next))
                .update();
        events.rotated(next);
        return find(next).orElseThrow();
    }

    /**
     * What was dropped before is dropped.
     *
     * @param anyway although items stand where it has placed them
     */
    @Transactional
    public void drop(int version, boolean anyway) {
        jdbc.sql(ALONE).query(_ -> {});
        var found = find(version)
                .orElseThrow(() -> new NotFound(
                        "There is no index key %d; GET /api/v1/vault-index-keys lists them.".formatted(version)));
        if (found.supersededAt().isEmpty()) {
            throw new IndexKeyInUse(
                    "Index key %d is the current one; make another first: POST /api/v1/vault-index-keys."
                            .formatted(version));
        }
        if (found.inUse() && !anyway) {
            throw new IndexKeyInUse(
                    "Items stand where index key %d has placed them, and leave when they are opened or stored anew; with anyway=true they stay, open as before, and new versions under their ids begin at 1 again."
                            .formatted(version));
        }
        if (found.droppedAt().isEmpty()) {
            jdbc.sql(DROP).param("version", version).update();
            events.dropped(version);
        }
    }

    private Optional<IndexVersion> find(int version) {
        return all().stream().filter(one -> one.version() == version).findFirst();
    }

    private static IndexVersion toVersion(ResultSet row, int number) throws SQLException {
        return new IndexVersion(
                row.getInt("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                moment(row, "superseded_at"),
                moment(row, "dropped_at"),
                row.getBoolean("in_use"));
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
