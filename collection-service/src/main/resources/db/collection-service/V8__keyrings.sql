-- A keyring is keys, and the records that only they sign. Its records have ids of its own: keyring n those from n·2^40 up to (n+1)·2^40. So a range
-- of ids – a batch, a partition, a part of an export – is of one keyring, and what holds for ranges holds over all keyrings. No id reaches 2^53: they
-- stay exact where numbers are floating. What there was before is of keyring 0.
CREATE TABLE keyring (
    number int PRIMARY KEY CHECK (number BETWEEN 0 AND 8191),
    name   text COLLATE "C" NOT NULL UNIQUE CHECK (name ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
    -- the sequence of its ids
    ids    regclass NOT NULL UNIQUE
);
INSERT INTO keyring VALUES (0, 'default', 'record_id');
ALTER SEQUENCE record_id MAXVALUE 1099511627775;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON keyring FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- How far the planner has come, and how far ranges are made: a row for each keyring.
ALTER TABLE planned DROP COLUMN one, ADD COLUMN keyring int NOT NULL DEFAULT 0, ALTER COLUMN through DROP DEFAULT;
ALTER TABLE planned ALTER COLUMN keyring DROP DEFAULT, ADD PRIMARY KEY (keyring), ADD FOREIGN KEY (keyring) REFERENCES keyring;
ALTER TABLE id_range DROP COLUMN one, ADD COLUMN keyring int NOT NULL DEFAULT 0;
ALTER TABLE id_range ALTER COLUMN keyring DROP DEFAULT, ADD PRIMARY KEY (keyring), ADD FOREIGN KEY (keyring) REFERENCES keyring;

ALTER TABLE run ADD COLUMN keyring int NOT NULL DEFAULT 0 REFERENCES keyring;
DROP INDEX one_run_at_a_time;
CREATE UNIQUE INDEX one_run_at_a_time ON run (keyring) WHERE state = 'RUNNING';
-- RunSamples.NEWEST, RunLists.OF_KEYRING
CREATE INDEX run_keyring ON run (keyring, id);

ALTER TABLE batch ADD COLUMN keyring int NOT NULL DEFAULT 0,
    ADD CONSTRAINT batch_in_its_stretch CHECK (first_record_id >> 40 = keyring AND last_record_id >> 40 = keyring);
DROP INDEX batch_new;
DROP INDEX batch_outstanding;
-- Dispatch.CLAIM: batches never handed out, in order
CREATE INDEX batch_new ON batch (keyring, id) WHERE attempts = 0 AND state = 'PLANNED';
-- Dispatch.CLAIM: overdue batches, and how many are outstanding
CREATE INDEX batch_outstanding ON batch (keyring, next_dispatch_at) WHERE attempts > 0 AND state IN ('PLANNED', 'DISPATCHED', 'DEFERRED');
-- KeyringBatches
CREATE INDEX batch_keyring ON batch (keyring, state, id);

ALTER TABLE record_import ADD COLUMN keyring int NOT NULL DEFAULT 0;
-- which one the message named, if it named one
ALTER TABLE parked_message ADD COLUMN keyring text;

-- Makes a keyring's ranges until there is a whole one beyond that of the last id that was given out. Runs as the owner: the service makes no tables.
-- By ATTACH, whose lock lets everybody go on reading and writing; the row's lock lets one at a time make them.
CREATE FUNCTION make_partitions(ring int) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = collection, pg_temp AS $$
DECLARE
    made id_range%ROWTYPE;
    beyond bigint := (ring + 1)::bigint << 40;
    last bigint;
    upto bigint;
    part text;
    name text;
BEGIN
    SELECT * INTO STRICT made FROM id_range WHERE keyring = ring FOR NO KEY UPDATE;
    EXECUTE format('SELECT last_value FROM %s', (SELECT ids FROM keyring WHERE number = ring)) INTO STRICT last;
    WHILE made.past <= last + made.size AND made.past < beyond LOOP
        upto := least(made.past + made.size, beyond);
        FOREACH part IN ARRAY ARRAY['record', 'signature', 'intake_row'] LOOP
            name := part || '_' || made.past;
            EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', name, part);
            IF part <> 'intake_row' THEN
                EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
                               'FOR EACH STATEMENT EXECUTE FUNCTION append_only()', name);
            END IF;
            EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)', part, name, made.past, upto);
        END LOOP;
        made.past := upto;
    END LOOP;
    UPDATE id_range SET past = made.past WHERE keyring = ring AND past < made.past;
    RETURN made.past;
END $$;
REVOKE ALL ON FUNCTION make_partitions(int) FROM PUBLIC;

-- For all keyrings, for who makes them by hand; the answer is that of the first.
CREATE OR REPLACE FUNCTION make_partitions() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = collection, pg_temp AS $$
    SELECT max(past) FILTER (WHERE number = 0)
      FROM (SELECT number, make_partitions(number) AS past FROM keyring ORDER BY number) made
$$;

-- Makes a keyring unless there is one of this name; returns its number. Who calls it may draw ids from the sequence that it makes as the owner.
CREATE FUNCTION add_keyring(wanted text) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = collection, pg_temp AS $$
DECLARE
    ring int;
    first bigint;
    ids text;
BEGIN
    LOCK TABLE keyring IN SHARE ROW EXCLUSIVE MODE;
    SELECT number INTO ring FROM keyring WHERE name = wanted;
    IF FOUND THEN
        RETURN ring;
    END IF;
    SELECT max(number) + 1 INTO STRICT ring FROM keyring;
    first := ring::bigint << 40;
    ids := 'record_id_' || ring;
    EXECUTE format('CREATE SEQUENCE %I MINVALUE %s MAXVALUE %s CACHE 1', ids, first, first + (1::bigint << 40) - 1);
    EXECUTE format('GRANT USAGE ON SEQUENCE %I TO %I', ids, session_user);
    INSERT INTO keyring (number, name, ids) VALUES (ring, wanted, ids::regclass);
    INSERT INTO planned (keyring, through) VALUES (ring, first - 1);
    INSERT INTO id_range (keyring, size, past) SELECT ring, size, first FROM id_range WHERE keyring = 0;
    PERFORM make_partitions(ring);
    RETURN ring;
END $$;
REVOKE ALL ON FUNCTION add_keyring(text) FROM PUBLIC;
