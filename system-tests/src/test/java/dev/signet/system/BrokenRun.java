package dev.signet.system;

import dev.signet.system.check.Evidence.Servers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The database of a finished run without its own constraints, on which a test takes the protocol's steps as it likes, one transaction each. */
final class BrokenRun {
    private static final String DROP_CONSTRAINTS = """
            DO $$
            DECLARE it record;
            BEGIN
                FOR it IN SELECT conrelid::regclass AS tab, conname FROM pg_constraint
                           WHERE connamespace IN ('keys'::regnamespace, 'collection'::regnamespace) AND contype IN ('c', 'u', 'p', 'f', 'x')
                             AND coninhcount = 0 -- a partition's goes with that of the whole
                           ORDER BY contype = 'f' DESC
                LOOP
                    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS %I CASCADE', it.tab, it.conname);
                END LOOP;
                FOR it IN SELECT indexrelid::regclass AS name FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
                           WHERE relnamespace IN ('keys'::regnamespace, 'collection'::regnamespace) AND indisunique
                LOOP
                    EXECUTE format('DROP INDEX IF EXISTS %s', it.name);
                END LOOP;
                FOR it IN SELECT tgrelid::regclass AS tab, tgname FROM pg_trigger WHERE tgname = 'append_only' AND tgparentid = 0
                LOOP
                    EXECUTE format('DROP TRIGGER %I ON %s', it.tgname, it.tab);
                END LOOP;
            END $$
            """;

    private static final String DROP_JOURNAL_TRIGGERS = """
            DO $$
            DECLARE it record;
            BEGIN
                FOR it IN SELECT tgrelid::regclass AS tab, tgname FROM pg_trigger WHERE tgname LIKE 'chaos_%'
                LOOP
                    EXECUTE format('DROP TRIGGER %I ON %s', it.tgname, it.tab);
                END LOOP;
            END $$
            """;

    private static final String NEW_BATCH = """
            WITH added AS (INSERT INTO collection.record (payload) VALUES ('raw') RETURNING id)
            INSERT INTO collection.batch (run_id, first_record_id, last_record_id, size, state)
            SELECT 1, id, id, 1, 'DISPATCHED' FROM added
            RETURNING id
            """;

    private static final String LEAST_RECENTLY_USED = """
            SELECT id FROM keys.signing_key WHERE state = 'FREE' ORDER BY last_used, id LIMIT 1
            """;

    private static final String GRANT = """
            WITH clock AS (UPDATE keys.keyring SET tick = tick + 1 RETURNING tick),
            taken AS (UPDATE keys.signing_key SET state = 'LEASED', token = token + 1 WHERE id = ? RETURNING id, kid, token)
            INSERT INTO keys.key_lease (id, request_id, key_id, token, batch_id, worker_id, worker_public_key, state, grant_tick, expires_at)
            SELECT ?, gen_random_uuid(), taken.id, token, ?, 'raw', '', 'ACTIVE', tick, now() FROM taken, clock
            RETURNING token, (SELECT kid FROM taken)
            """;

    private static final String STORE = """
            WITH stored AS (INSERT INTO collection.signature (record_id, batch_id, signature)
                            SELECT first_record_id, id, 'raw' FROM collection.batch WHERE id = ?),
            counted AS (UPDATE collection.run_counter SET records_signed = records_signed + 1, batches_signed = batches_signed + 1
                         WHERE slot = 0 AND run_id = 1)
            UPDATE collection.batch
               SET state = 'SIGNED', key_id = ?, token = ?, lease_id = ?, algorithm = 'Ed25519', signed_at = now()
             WHERE id = ?
            """;

    private static final String FENCE = """
            INSERT INTO collection.key_fence (key_id, min_token) VALUES (?, ?)
            ON CONFLICT (key_id) DO UPDATE SET min_token = greatest(key_fence.min_token, excluded.min_token)
            """;

    private static final String CLOSE = """
            WITH clock AS (UPDATE keys.keyring SET tick = tick + 1 RETURNING tick),
            closed AS (UPDATE keys.key_lease SET state = 'CLOSED', outcome = ?, close_tick = tick, closed_at = now() FROM clock
                        WHERE id = ? RETURNING key_id)
            UPDATE keys.signing_key SET state = 'FREE', last_used = clock.tick FROM closed, clock WHERE id = closed.key_id
            """;

    private static final String TELL = """
            INSERT INTO %s.outbox (event)
            SELECT json_strip_nulls(json_build_object(
                       'source', '/signet/%s', 'id', ?::text, 'type', ?::text, 'outcome', ?::text,
                       'data', json_build_object('key', ?::text, 'token', ?::bigint, 'batch', ?::text)))
            """;
    private static final String TELL_AS_KEY_SERVICE = TELL.formatted("keys", "key-service");
    private static final String TELL_AS_COLLECTION_SERVICE = TELL.formatted("collection", "collection-service");

    private final Servers servers;

    BrokenRun(Servers copy) throws SQLException {
        servers = copy;
        execute(DROP_CONSTRAINTS);
        execute("ALTER TABLE collection.key_fence ADD UNIQUE (key_id)"); // what ON CONFLICT needs
    }

    /** One use of a key for one batch. */
    record Use(UUID lease, String key, long token, long batch) {}

    Servers servers() {
        return servers;
    }

    /** Changes the tables behind the journal's back. */
    void tamper(String sql) throws SQLException {
        execute(DROP_JOURNAL_TRIGGERS);
        execute(sql);
    }

    void execute(String sql) throws SQLException {
        CheckedRun.execute(servers, sql);
    }

    long batch() throws SQLException {
        return number(NEW_BATCH);
    }

    long leastRecentlyUsedKey() throws SQLException {
        return number(LEAST_RECENTLY_USED);
    }

    private long number(String sql) throws SQLException {
        try (var connection = servers.connect();
                var statement = connection.createStatement()) {
            var row = statement.executeQuery(sql);
            row.next();
            return row.getLong(1);
        }
    }

    Use grant(long key, long batch) throws SQLException {
        try (var connection = servers.connect();
                var statement = connection.prepareStatement(GRANT)) {
            var lease = UUID.randomUUID();
            statement.setLong(1, key);
            statement.setObject(2, lease);
            statement.setLong(3, batch);
            var row = statement.executeQuery();
            row.next();
            var use = new Use(lease, row.getString(2), row.getLong(1), batch);
            tell(connection, TELL_AS_KEY_SERVICE, "grant/" + lease, "dev.signet.key.leased", null, use);
            return use;
        }
    }

    void store(Use use) throws SQLException {
        try (var connection = servers.connect()) {
            store(connection, use);
        }
    }

    void store(Connection connection, Use use) throws SQLException {
        try (var statement = connection.prepareStatement(STORE)) {
            statement.setLong(1, use.batch());
            statement.setString(2, use.key());
            statement.setLong(3, use.token());
            statement.setObject(4, use.lease());
            statement.setLong(5, use.batch());
            statement.execute();
        }
        var id = "store/%d/%d".formatted(use.batch(), use.token());
        tell(connection, TELL_AS_COLLECTION_SERVICE, id, "dev.signet.batch.signed", null, use);
    }

    void fence(Use use) throws SQLException {
        try (var connection = servers.connect();
                var statement = connection.prepareStatement(FENCE)) {
            statement.setString(1, use.key());
            statement.setLong(2, use.token() + 1);
            statement.execute();
            var id = "fence/%s/%d".formatted(use.key(), use.token());
            tell(connection, TELL_AS_COLLECTION_SERVICE, id, "dev.signet.key.fenced", "FENCED", use);
        }
    }

    void close(Use use, String outcome) throws SQLException {
        try (var connection = servers.connect();
                var statement = connection.prepareStatement(CLOSE)) {
            statement.setString(1, outcome);
            statement.setObject(2, use.lease());
            statement.execute();
            tell(connection, TELL_AS_KEY_SERVICE, "close/" + use.lease(), "dev.signet.key.released", outcome, use);
        }
    }

    /** As the service that does it would: what is wrong here is not that nobody was told. */
    private static void tell(
            Connection connection, String statement, String id, String type, @Nullable String outcome, Use use)
            throws SQLException {
        try (var event = connection.prepareStatement(statement)) {
            event.setString(1, id);
            event.setString(2, type);
            event.setString(3, outcome);
            event.setString(4, use.key());
            event.setLong(5, use.token());
            event.setString(6, Long.toString(use.batch()));
            event.execute();
        }
    }
}
