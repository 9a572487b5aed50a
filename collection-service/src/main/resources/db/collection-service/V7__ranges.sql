-- Records, their signatures and what they are found by lie in ranges of ids, one partition each, so that an old range can be taken off without
-- touching the others. Their primary keys are by the id: a record has one signature, whatever the range.
-- Ranges exist for all ids before `past`, which only grows: one that was taken off is never made again.
CREATE TABLE id_range (
    one  boolean PRIMARY KEY DEFAULT true CHECK (one),
    size bigint  NOT NULL DEFAULT 10000000 CHECK (size > 0),
    past bigint  NOT NULL
);
CREATE FUNCTION only_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.past < OLD.past THEN
        RAISE EXCEPTION 'ranges that were made are not made again' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER only_forward_by_owner BEFORE UPDATE ON id_range FOR EACH ROW EXECUTE FUNCTION only_forward();
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON id_range FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- What is there becomes the first range as it is: ATTACH reads each table once and copies nothing.
ALTER TABLE record RENAME TO record_0;
ALTER INDEX record_pkey RENAME TO record_0_pkey;
CREATE TABLE record (LIKE record_0 INCLUDING DEFAULTS INCLUDING STORAGE, PRIMARY KEY (id)) PARTITION BY RANGE (id);

ALTER TABLE signature RENAME TO signature_0;
ALTER INDEX signature_pkey RENAME TO signature_0_pkey;
CREATE TABLE signature (LIKE signature_0 INCLUDING STORAGE, PRIMARY KEY (record_id)) PARTITION BY RANGE (record_id);

ALTER TABLE intake_row RENAME TO intake_row_0;
ALTER INDEX intake_row_pkey RENAME TO intake_row_0_pkey;
ALTER INDEX intake_row_type RENAME TO intake_row_0_type;
ALTER INDEX intake_row_user RENAME TO intake_row_0_user;
ALTER INDEX intake_row_device RENAME TO intake_row_0_device;
CREATE TABLE intake_row (LIKE intake_row_0 INCLUDING STORAGE, PRIMARY KEY (record_id)) PARTITION BY RANGE (record_id);
-- IntakeLists: pages of a type, of a user, of a device, newest first
CREATE INDEX intake_row_type ON intake_row (type, record_id);
CREATE INDEX intake_row_user ON intake_row (type, user_ref, record_id);
CREATE INDEX intake_row_device ON intake_row (type, device_ref, record_id);

INSERT INTO id_range (past) SELECT (last_value / 10000000 + 1) * 10000000 FROM record_id;
DO $$
DECLARE
    part text;
BEGIN
    FOREACH part IN ARRAY ARRAY['record', 'signature', 'intake_row'] LOOP
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (0) TO (%s)', part, part || '_0', (SELECT past FROM id_range));
    END LOOP;
END $$;

-- For statements aimed at the whole; each partition has its own for those aimed at it. The services' role reaches the whole alone.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON signature FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON record FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- Makes ranges until there is a whole one beyond that of the last id that was given out. Runs as the owner: the service makes no tables.
-- By ATTACH, whose lock lets everybody go on reading and writing; the row's lock lets one at a time make them.
CREATE FUNCTION make_partitions() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = collection, pg_temp AS $$
DECLARE
    made id_range%ROWTYPE;
    part text;
    name text;
BEGIN
    SELECT * INTO STRICT made FROM id_range FOR UPDATE;
    WHILE made.past <= (SELECT last_value FROM record_id) + made.size LOOP
        FOREACH part IN ARRAY ARRAY['record', 'signature', 'intake_row'] LOOP
            name := part || '_' || made.past;
            EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', name, part);
            IF part <> 'intake_row' THEN
                EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
                               'FOR EACH STATEMENT EXECUTE FUNCTION append_only()', name);
            END IF;
            EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)', part, name, made.past, made.past + made.size);
        END LOOP;
        made.past := made.past + made.size;
    END LOOP;
    UPDATE id_range SET past = made.past WHERE past < made.past;
    RETURN made.past;
END $$;
REVOKE ALL ON FUNCTION make_partitions() FROM PUBLIC;
SELECT make_partitions();

-- The ranges whose records and signatures are both there; of all others they were taken off.
CREATE FUNCTION attached_ranges() RETURNS TABLE (first bigint, past bigint) LANGUAGE sql STABLE SET search_path = collection, pg_temp AS $$
    SELECT bounds[1]::bigint, bounds[2]::bigint
      FROM (SELECT regexp_match(pg_get_expr(c.relpartbound, c.oid), '\(''(\d+)''\) TO \(''(\d+)''\)') AS bounds
              FROM pg_inherits i
              JOIN pg_class c ON c.oid = i.inhrelid
             WHERE i.inhparent = 'record'::regclass AND NOT i.inhdetachpending
               AND EXISTS (SELECT FROM pg_inherits s
                            WHERE s.inhparent = 'signature'::regclass AND NOT s.inhdetachpending
                              AND s.inhrelid = to_regclass(replace(c.relname, 'record', 'signature')))) parts
$$;
