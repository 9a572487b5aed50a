-- Leases that were closed long ago lie here, in ranges of the tick that they were closed at, so that an old range can be taken off without
-- touching the others. Open ones, and those of batches that are not stored, never leave key_lease, whose constraints hold over all that can
-- still be asked for.
CREATE TABLE closed_lease (
    LIKE key_lease INCLUDING DEFAULTS INCLUDING CONSTRAINTS,
    CHECK (state = 'CLOSED'),
    -- ticks are given out once
    PRIMARY KEY (close_tick)
) PARTITION BY RANGE (close_tick);

-- Ranges exist for all ticks before `past`, which only grows: one that was taken off is never made again.
CREATE TABLE tick_range (
    one  boolean PRIMARY KEY DEFAULT true CHECK (one),
    size bigint  NOT NULL DEFAULT 10000000 CHECK (size > 0),
    past bigint  NOT NULL DEFAULT 0
);
INSERT INTO tick_range DEFAULT VALUES;

-- Batches whose lease that ended STORED was moved. No order for them is good any more.
CREATE TABLE settled_batch (
    -- also a lease request: is this batch settled?
    batches int8range NOT NULL,
    CONSTRAINT batches_settle_once EXCLUDE USING gist (batches WITH &&)
);

-- The last use of each key that was moved: a later one begins behind it.
CREATE TABLE archived_use (
    key_id     int    PRIMARY KEY REFERENCES signing_key,
    token      bigint NOT NULL,
    close_tick bigint NOT NULL
);

-- What key_lease's own constraints say of leases that are in it, this says of those that have left: one lease that ended STORED for a batch,
-- one for an order, one for a token of a key, and no two uses of a key that overlap.
CREATE FUNCTION no_lease_beside_the_archive() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM keys.settled_batch WHERE batches @> NEW.batch_id) THEN
        RAISE EXCEPTION 'no_lease_beside_the_archive: batch % was stored long ago', NEW.batch_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (SELECT FROM keys.archived_use WHERE key_id = NEW.key_id AND (token >= NEW.token OR close_tick >= NEW.grant_tick)) THEN
        RAISE EXCEPTION 'no_lease_beside_the_archive: a later use of this key has ended' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER no_lease_beside_the_archive BEFORE INSERT ON key_lease FOR EACH ROW EXECUTE FUNCTION no_lease_beside_the_archive();

CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON closed_lease FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE FUNCTION only_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.past < OLD.past THEN
        RAISE EXCEPTION 'ranges that were made are not made again' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER only_forward_by_owner BEFORE UPDATE ON tick_range FOR EACH ROW EXECUTE FUNCTION only_forward();
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON tick_range FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- Makes the next range, unless there is a whole one beyond that of the keyring's tick. Runs as the owner: the service makes no tables.
-- What would be unique over all of them, were it not for the partitions, is so within each.
CREATE FUNCTION make_partition() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = keys, pg_temp AS $$
DECLARE
    made tick_range%ROWTYPE;
    name text;
BEGIN
    SELECT * INTO STRICT made FROM tick_range FOR UPDATE;
    IF made.past <= (SELECT tick FROM keyring) + made.size THEN
        name := 'closed_lease_' || made.past;
        EXECUTE format('CREATE TABLE %I (LIKE closed_lease INCLUDING ALL, UNIQUE (id), UNIQUE (key_id, token), '
                       'UNIQUE (grant_tick), EXCLUDE USING gist (key_id WITH =, int8range(grant_tick, close_tick) WITH &&))', name);
        EXECUTE format('CREATE UNIQUE INDEX ON %I (batch_id) WHERE outcome = ''STORED''', name);
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
                       'FOR EACH STATEMENT EXECUTE FUNCTION append_only()', name);
        EXECUTE format('ALTER TABLE closed_lease ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)', name, made.past, made.past + made.size);
        UPDATE tick_range SET past = past + size RETURNING * INTO made;
    END IF;
    RETURN made.past;
END $$;
REVOKE ALL ON FUNCTION make_partition() FROM PUBLIC;
SELECT make_partition();

-- The tick from which on nothing was taken off.
CREATE FUNCTION ledger_begin() RETURNS bigint LANGUAGE sql STABLE SET search_path = keys, pg_temp AS $$
    SELECT coalesce(min(substring(pg_get_expr(c.relpartbound, c.oid) FROM '\(''(\d+)''\) TO')::bigint), (SELECT past FROM tick_range))
      FROM pg_inherits i
      JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'closed_lease'::regclass AND NOT i.inhdetachpending
$$;

-- LeaseArchive: batches that were stored, the longest ago first. Only a statement that says both may use it: a lease request, which says the
-- second alone, would else be planned through it, and read 30 days of leases.
CREATE INDEX key_lease_stored ON key_lease (closed_at) WHERE state = 'CLOSED' AND outcome = 'STORED';
