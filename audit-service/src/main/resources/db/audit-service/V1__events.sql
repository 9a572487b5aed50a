-- One row, whose lock puts all appends of all processes in one order and leaves no gaps: an append that fails takes no numbers.
CREATE TABLE log_head (
    id          int         PRIMARY KEY CHECK (id = 1),
    -- so many events there are; the next one's number
    size        bigint      NOT NULL DEFAULT 0,
    -- of the last append; never goes back, whatever the clock does
    received_at timestamptz NOT NULL DEFAULT 'epoch'
);
INSERT INTO log_head (id) VALUES (1);

-- An event, once for ever. Its leaf in the tree is made from these columns and from nothing else, so that none can be changed unnoticed.
CREATE TABLE event (
    seq         bigint      NOT NULL CHECK (seq >= 0),
    received_at timestamptz NOT NULL,
    id          text COLLATE "C" NOT NULL,
    source      text COLLATE "C" NOT NULL,
    type        text COLLATE "C" NOT NULL,
    subject     text COLLATE "C",
    time        timestamptz,
    actor       text COLLATE "C",
    outcome     text COLLATE "C",
    traceparent text COLLATE "C",
    -- what else CloudEvents allows, as it came
    attributes  json,
    -- as text, as it came but for white space: what is searched is derived from it, by event_data
    data        json,
    -- one event by its number; all events by number
    PRIMARY KEY (seq, received_at)
) PARTITION BY RANGE (received_at);

-- Searches by one of these, newest first. By time and then by number, which is the order of the numbers as well: so no search by one of
-- them is ever answered by walking through all events, and one that names a time begins there.
CREATE INDEX event_type ON event (type, received_at, seq);
CREATE INDEX event_source ON event (source, received_at, seq);
CREATE INDEX event_subject ON event (subject, received_at, seq) WHERE subject IS NOT NULL;
CREATE INDEX event_actor ON event (actor, received_at, seq) WHERE actor IS NOT NULL;
-- Searches by a value inside data.
CREATE INDEX event_data ON event USING gin ((data::jsonb) jsonb_path_ops);

-- What was submitted, to know it when it comes again: also after its event's partition has gone. The key is of source and id, the digest of
-- the content; the first 16 bytes of a SHA-256 each, in a type that is stored without a length.
CREATE TABLE submission (
    key         uuid        PRIMARY KEY,
    digest      uuid        NOT NULL,
    seq         bigint      NOT NULL,
    received_at timestamptz NOT NULL
);

-- The tree's inner hashes, 256 of one level side by side, each once they are complete. What is not here yet is made from the events.
CREATE TABLE tile (
    level  smallint NOT NULL CHECK (level BETWEEN 0 AND 7),
    n      bigint   NOT NULL CHECK (n >= 0),
    hashes bytea    NOT NULL CHECK (octet_length(hashes) = 8192),
    PRIMARY KEY (level, n)
);
ALTER TABLE tile ALTER COLUMN hashes SET STORAGE EXTERNAL;

-- The types that were ever seen: a search by a prefix asks here first.
CREATE TABLE event_kind (
    type       text COLLATE "C" PRIMARY KEY,
    first_seen timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- What the data of a type must look like. The newest version counts, for what comes after it.
CREATE TABLE event_schema (
    type          text COLLATE "C" NOT NULL,
    version       int         NOT NULL CHECK (version > 0),
    schema        json        NOT NULL,
    registered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (type, version)
);

CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
-- by row, because only such triggers are inherited by partitions, which could be named instead of the whole
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON submission FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tile FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event_kind FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event_schema FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON log_head FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE FUNCTION only_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.size < OLD.size OR NEW.received_at < OLD.received_at THEN
        RAISE EXCEPTION 'the log does not get shorter' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER only_forward BEFORE UPDATE ON log_head FOR EACH ROW EXECUTE FUNCTION only_forward();

-- A partition for each of the months that begin from now on until two months ahead. Runs as the owner: who only appends cannot make tables.
CREATE FUNCTION make_partitions() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = audit, pg_temp AS $$
DECLARE
    this_month timestamp := date_trunc('month', clock_timestamp() AT TIME ZONE 'UTC');
    month      timestamp;
    partition  text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('audit.make_partitions'));
    FOR ahead IN 0..2 LOOP
        month := this_month + make_interval(months => ahead);
        partition := 'event_' || to_char(month, 'YYYY_MM');
        CONTINUE WHEN to_regclass('audit.' || partition) IS NOT NULL;
        EXECUTE format('CREATE TABLE %I PARTITION OF event FOR VALUES FROM (%L) TO (%L)',
                       partition, month AT TIME ZONE 'UTC', (month + interval '1 month') AT TIME ZONE 'UTC');
        EXECUTE format('CREATE TRIGGER never_truncated BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION append_only()',
                       partition);
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION make_partitions() FROM PUBLIC;
SELECT make_partitions();
