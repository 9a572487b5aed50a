package dev.signet.collection.intake.mask;

import dev.signet.collection.record.PlanningLock;
import dev.signet.platform.CrashPoint;
import dev.signet.platform.NotFound;
import dev.signet.platform.SealingKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** How versions of masking come and go. */
@Repository
class MaskVersions {
    private static final int MOST_ALIVE = 8;

    private static final String ALL = """
            SELECT version, created_at, superseded_at, dropped_at FROM intake_secret ORDER BY version DESC
            """;

    private static final String SUPERSEDE = """
            UPDATE intake_secret SET superseded_at = clock_timestamp() WHERE superseded_at IS NULL RETURNING version
            """;

    private static final String ADD = """
            INSERT INTO intake_secret (version, kek_id, sealed) VALUES (:version, :kek, :sealed)
            RETURNING version, created_at, superseded_at, dropped_at
            """;

    private static final String COUNT_ALIVE = """
            SELECT count(*) FROM intake_secret WHERE sealed IS NOT NULL
            """;

    private static final String LOCK = """
            SELECT version, created_at, superseded_at, dropped_at FROM intake_secret WHERE version = :version FOR UPDATE
            """;

    private static final String DROP = """
            UPDATE intake_secret SET sealed = NULL, dropped_at = clock_timestamp() WHERE version = :version AND sealed IS NOT NULL
            """;

    private static final String PARKED = """
            SELECT count(*)
              FROM parked_message
             WHERE type LIKE 'intake.%' AND substring(body FROM 1 FOR length(:prefix)) = convert_to(:prefix, 'UTF8')
            """;

    private final JdbcClient jdbc;
    private final PlanningLock planning;
    private final MaskEvents events;

    MaskVersions(JdbcClient jdbc, PlanningLock planning, MaskEvents events) {
        this.jdbc = jdbc;
        this.planning = planning;
        this.events = events;
    }

    List<MaskVersion> all() {
        return jdbc.sql(ALL).query(MaskVersions::toVersion).list();
    }

    /**
     * Waits for every group that is being stored, and lets none begin meanwhile: whoever masks with the next version sees what was stored under
     * this one.
     */
    @Transactional
    MaskVersion rotate(SealingKey kek) {
        planning.exclusive(); // the row's own lock is shared by one group after another, and they need not leave a gap
        var next = jdbc.sql(SUPERSEDE).query(Integer.class).single() + 1;
        if (jdbc.sql(COUNT_ALIVE).query(Integer.class).single() >= MOST_ALIVE) {
            throw new MaskVersionInUse(
                    "There are %d versions alive, which every message is looked up under; drop one that nothing is compared with any more."
                            .formatted(MOST_ALIVE));
        }
        events.rotated(next);
        CrashPoint.aroundCommit(CrashPoint.COLLECTION_BEFORE_ROTATION, CrashPoint.COLLECTION_ROTATED);
        return jdbc.sql(ADD)
                .param("version", next)
                .param("kek", kek.id())
                .param("sealed", MaskSecrets.sealedSecret(kek, next))
                .query(MaskVersions::toVersion)
                .single();
    }

    /** Dropping what was dropped before changes nothing. */
    @Transactional
    void drop(int version) {
        var found = jdbc.sql(LOCK)
                .param("version", version)
                .query(MaskVersions::toVersion)
                .optional()
                .orElseThrow(() ->
                        new NotFound("There is no version %d; GET /api/v1/intake-keys lists them.".formatted(version)));
        if (found.supersededAt().isEmpty()) {
            throw new MaskVersionInUse(
                    "Version %d is the current one; make another first: POST /api/v1/intake-keys.".formatted(version));
        }
        var parked = jdbc.sql(PARKED)
                .param("prefix", "p%d.".formatted(version))
                .query(Long.class)
                .single();
        if (parked > 0) {
            throw new MaskVersionInUse("%d parked messages are sealed under version %d; replay or discard them first."
                    .formatted(parked, version));
        }
        if (jdbc.sql(DROP).param("version", version).update() > 0) {
            events.dropped(version);
        }
        CrashPoint.aroundCommit(CrashPoint.COLLECTION_BEFORE_DROP, CrashPoint.COLLECTION_DROPPED);
    }

    private static MaskVersion toVersion(ResultSet row, int number) throws SQLException {
        return new MaskVersion(
                row.getInt("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                moment(row, "superseded_at"),
                moment(row, "dropped_at"));
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
