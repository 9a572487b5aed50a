package dev.signet.system.check;

import dev.signet.system.check.Evidence.Servers;
import java.sql.SQLException;

/**
 * A journal of the test's own, beside the services' tables: triggers write a row for every grant, close, fence and store, in the transaction that does
 * it, so it tells exactly what was committed, crashes or not. Each row also keeps which transactions were committed by then (its snapshot). "A was
 * committed before B happened" is thereby known from the database itself, and neither a clock nor a tick is believed.
 */
public final class Journal {
    // Sees a cause and its effect in this order, or says no. The transactions of a cause are committed before anyone
    // can
    // learn of it, so a right protocol never depends on luck here.
    private static final String SCHEMA = """
            CREATE SCHEMA chaos;
            CREATE TABLE chaos.journal (
                seq    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                xid    xid8        NOT NULL DEFAULT pg_current_xact_id(),
                seen   pg_snapshot NOT NULL DEFAULT pg_current_snapshot(),
                at     timestamptz NOT NULL DEFAULT clock_timestamp(),
                event  text        NOT NULL,
                key_id text        COLLATE "C",
                token  bigint,
                batch  bigint,
                tick   bigint,
                detail text,
                amount bigint
            );
            CREATE INDEX ON chaos.journal (key_id, token);
            CREATE INDEX ON chaos.journal (batch);
            CREATE FUNCTION chaos.is_before(first chaos.journal, later chaos.journal) RETURNS boolean LANGUAGE sql IMMUTABLE
                RETURN CASE WHEN first.xid = later.xid THEN first.seq < later.seq ELSE pg_visible_in_snapshot(first.xid, later.seen) END;
            """;

    // SECURITY DEFINER: whoever makes the change need not be able to write the journal.
    private static final String KEY_SERVICE = """
            CREATE FUNCTION chaos.on_lease() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            BEGIN
                INSERT INTO chaos.journal (event, key_id, token, batch, tick, detail)
                SELECT CASE TG_OP WHEN 'INSERT' THEN 'GRANTED' ELSE 'CLOSED' END, kid, NEW.token, NEW.batch_id,
                       CASE TG_OP WHEN 'INSERT' THEN NEW.grant_tick ELSE NEW.close_tick END, NEW.outcome
                  FROM keys.signing_key
                 WHERE id = NEW.key_id;
                RETURN NULL;
            END $$;
            CREATE TRIGGER chaos_granted AFTER INSERT ON keys.key_lease FOR EACH ROW EXECUTE FUNCTION chaos.on_lease();
            CREATE TRIGGER chaos_closed AFTER UPDATE ON keys.key_lease FOR EACH ROW
                WHEN (NEW.state = 'CLOSED') EXECUTE FUNCTION chaos.on_lease();

            CREATE FUNCTION chaos.on_key() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            BEGIN
                INSERT INTO chaos.journal (event, key_id, token) VALUES ('FREED', NEW.kid, NEW.token);
                RETURN NULL;
            END $$;
            CREATE TRIGGER chaos_freed AFTER UPDATE ON keys.signing_key FOR EACH ROW
                WHEN (OLD.state = 'LEASED' AND NEW.state <> 'LEASED') EXECUTE FUNCTION chaos.on_key();

            CREATE FUNCTION chaos.on_key_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            BEGIN
                INSERT INTO chaos.journal (event, key_id, tick) SELECT NEW.event, kid, NEW.tick FROM keys.signing_key WHERE id = NEW.key_id;
                RETURN NULL;
            END $$;
            CREATE TRIGGER chaos_key_event AFTER INSERT ON keys.key_event FOR EACH ROW EXECUTE FUNCTION chaos.on_key_event();
            """;

    private static final String COLLECTION_SERVICE = """
            CREATE FUNCTION chaos.on_batch() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            BEGIN
                INSERT INTO chaos.journal (event, key_id, token, batch, amount) VALUES ('SIGNED', NEW.key_id, NEW.token, NEW.id, NEW.size);
                RETURN NULL;
            END $$;
            CREATE TRIGGER chaos_signed AFTER UPDATE ON collection.batch FOR EACH ROW
                WHEN (NEW.state = 'SIGNED' AND (OLD.state, OLD.key_id, OLD.token) IS DISTINCT FROM (NEW.state, NEW.key_id, NEW.token))
                EXECUTE FUNCTION chaos.on_batch();

            CREATE FUNCTION chaos.on_signatures() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            BEGIN
                INSERT INTO chaos.journal (event, batch, amount) SELECT 'STORED', batch_id, count(*) FROM added GROUP BY batch_id;
                RETURN NULL;
            END $$;
            CREATE TRIGGER chaos_stored AFTER INSERT ON collection.signature REFERENCING NEW TABLE AS added
                FOR EACH STATEMENT EXECUTE FUNCTION chaos.on_signatures();

            CREATE FUNCTION chaos.on_fence() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            BEGIN
                INSERT INTO chaos.journal (event, key_id, token) VALUES ('FENCED', NEW.key_id, NEW.min_token);
                RETURN NULL;
            END $$;
            CREATE TRIGGER chaos_fenced AFTER INSERT OR UPDATE ON collection.key_fence FOR EACH ROW EXECUTE FUNCTION chaos.on_fence();
            """;

    private Journal() {}

    /** To be called once the services have made their tables, and before there is a key. */
    public static void install(Servers servers) throws SQLException {
        try (var connection = servers.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(SCHEMA);
            statement.execute(KEY_SERVICE);
            statement.execute(COLLECTION_SERVICE);
            connection.commit();
        }
    }
}
