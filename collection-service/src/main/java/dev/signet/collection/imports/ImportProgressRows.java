package dev.signet.collection.imports;

import dev.signet.collection.record.IdRange;
import dev.signet.contract.Bytes;
import dev.signet.contract.RecordId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far the imports under an Idempotency-Key have come. */
@Repository
class ImportProgressRows {
    private static final String FIND = """
            SELECT keyring, stored, digest, first_record_id, last_record_id
              FROM record_import
             WHERE idempotency_key = :key
            """;

    // Moves on only from where this import has read it: of two imports under one key, in two processes, one cannot.
    private static final String MOVE_ON = """
            INSERT INTO record_import AS import (idempotency_key, keyring, stored, digest, first_record_id, last_record_id)
            VALUES (:key, :keyring, :stored, :digest, :first, :last)
            ON CONFLICT (idempotency_key) DO UPDATE
               SET stored = EXCLUDED.stored,
                   digest = EXCLUDED.digest,
                   last_record_id = EXCLUDED.last_record_id,
                   updated_at = clock_timestamp()
             WHERE import.stored = :before AND import.keyring = :keyring
            """;

    private final JdbcClient jdbc;

    ImportProgressRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<ImportProgress> find(String key) {
        return jdbc.sql(FIND)
                .param("key", key)
                .query(ImportProgressRows::toProgress)
                .optional();
    }

    void moveOn(String key, ImportProgress from, ImportProgress to) {
        var ids = to.ids().orElseThrow();
        var moved = jdbc.sql(MOVE_ON)
                .param("key", key)
                .param("keyring", to.keyring())
                .param("stored", to.stored())
                .param("digest", to.digest().value().toArray())
                .param("first", ids.first().value())
                .param("last", ids.last().value())
                .param("before", from.stored())
                .update();
        if (moved == 0) {
            throw new ImportUnderWay();
        }
    }

    private static ImportProgress toProgress(ResultSet row, int number) throws SQLException {
        var ids =
                new IdRange(new RecordId(row.getLong("first_record_id")), new RecordId(row.getLong("last_record_id")));
        return new ImportProgress(
                row.getInt("keyring"),
                row.getLong("stored"),
                new LineDigest(Bytes.wrap(row.getBytes("digest"))),
                Optional.of(ids));
    }
}
