-- Two services may migrate one server at once, and CREATE EXTENSION IF NOT EXISTS alone does not stand that.
SELECT pg_advisory_xact_lock(7369676);
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

-- A run freezes its settings; what arrives after it is complete opens the next one.
CREATE TABLE run (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    batch_size        int         NOT NULL CHECK (batch_size BETWEEN 1 AND 10000),
    state             text        NOT NULL DEFAULT 'RUNNING' CHECK (state IN ('RUNNING', 'COMPLETED', 'COMPLETED_WITH_QUARANTINE')),
    started_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    completed_at      timestamptz,
    -- counted from the data once the run has ended; both must be 0
    double_signed     bigint,
    mixed_key_batches bigint,
    checked_at        timestamptz,
    CHECK ((state = 'RUNNING') = (completed_at IS NULL)),
    CHECK ((checked_at IS NULL) = (double_signed IS NULL) AND (checked_at IS NULL) = (mixed_key_batches IS NULL))
);
CREATE UNIQUE INDEX one_run_at_a_time ON run ((true)) WHERE state = 'RUNNING';

-- CACHE 1 and every insert under the shared planning lock: no id at or below a planned one can commit later.
CREATE SEQUENCE record_id CACHE 1;

CREATE TABLE record (
    id          bigint PRIMARY KEY DEFAULT nextval('record_id'),
    payload     bytea       NOT NULL,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
-- payloads are mostly incompressible or small; trying costs more than it gains
ALTER TABLE record ALTER COLUMN payload SET STORAGE EXTERNAL;

-- How far the planner has come: every record up to here is in a batch, every later one is not.
CREATE TABLE planned (
    one     boolean PRIMARY KEY DEFAULT true CHECK (one),
    through bigint NOT NULL DEFAULT 0
);
INSERT INTO planned DEFAULT VALUES;

CREATE TABLE batch (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id           bigint      NOT NULL REFERENCES run,
    parent_id        bigint      REFERENCES batch,
    first_record_id  bigint      NOT NULL,
    last_record_id   bigint      NOT NULL,
    size             int         NOT NULL CHECK (size BETWEEN 1 AND 10000),
    state            text        NOT NULL DEFAULT 'PLANNED'
        CHECK (state IN ('PLANNED', 'DISPATCHED', 'DEFERRED', 'SIGNED', 'QUARANTINED', 'SUPERSEDED')),
    next_dispatch_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    attempts         int         NOT NULL DEFAULT 0,
    failures         int         NOT NULL DEFAULT 0,
    expirations      int         NOT NULL DEFAULT 0,
    last_error       text,
    key_id           text COLLATE "C",
    token            bigint,
    lease_id         uuid,
    algorithm        text,
    signed_at        timestamptz,
    CHECK (first_record_id <= last_record_id),
    CHECK (state <> 'QUARANTINED' OR (size = 1 AND last_error IS NOT NULL)),
    CHECK (CASE WHEN state = 'SIGNED'
                THEN num_nonnulls(key_id, token, lease_id, algorithm, signed_at) = 5
                ELSE num_nonnulls(key_id, token, lease_id, algorithm, signed_at) = 0 END),
    -- one batch per use of a key
    UNIQUE (key_id, token),
    -- a record is in one live batch
    EXCLUDE USING gist (int8range(first_record_id, last_record_id, '[]') WITH &&) WHERE (state <> 'SUPERSEDED')
);
-- DispatchClaims: batches never handed out, in order
CREATE INDEX batch_new ON batch (id) WHERE attempts = 0 AND state = 'PLANNED';
-- DispatchClaims: overdue batches, and how many are outstanding
CREATE INDEX batch_outstanding ON batch (next_dispatch_at) WHERE attempts > 0 AND state IN ('PLANNED', 'DISPATCHED', 'DEFERRED');
-- lists of the exceptional ones
CREATE INDEX batch_exceptional ON batch (state, id) WHERE state IN ('DEFERRED', 'QUARANTINED', 'SUPERSEDED');
-- which batch a record is in
CREATE INDEX batch_range ON batch (last_record_id) WHERE state <> 'SUPERSEDED';

-- One count per lease or request, however often it is reported.
CREATE TABLE batch_failure (
    batch_id  bigint      NOT NULL REFERENCES batch,
    attempt   uuid        NOT NULL,
    kind      text        NOT NULL CHECK (kind IN ('DETERMINISTIC', 'UNFORESEEN', 'EXPIRED')),
    reason    text        NOT NULL,
    failed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (batch_id, attempt)
);

-- One signature per record, for ever. No foreign keys: the insert selects from record, which is append-only, under the batch's lock.
CREATE TABLE signature (
    record_id bigint PRIMARY KEY,
    batch_id  bigint NOT NULL,
    signature bytea  NOT NULL
);

CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON signature FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON record FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- Below min_token nothing can be stored under this key any more.
CREATE TABLE key_fence (
    key_id    text COLLATE "C" PRIMARY KEY,
    min_token bigint NOT NULL DEFAULT 0
);

-- Counters move in the transaction that makes them true. Spread over slots, so that stores do not queue up behind one row.
CREATE TABLE run_counter (
    run_id              bigint   NOT NULL REFERENCES run,
    slot                smallint NOT NULL,
    records_planned     bigint   NOT NULL DEFAULT 0,
    records_signed      bigint   NOT NULL DEFAULT 0,
    batches_planned     bigint   NOT NULL DEFAULT 0,
    batches_signed      bigint   NOT NULL DEFAULT 0,
    batches_superseded  bigint   NOT NULL DEFAULT 0,
    batches_quarantined bigint   NOT NULL DEFAULT 0,
    redispatched        bigint   NOT NULL DEFAULT 0,
    deferred            bigint   NOT NULL DEFAULT 0,
    PRIMARY KEY (run_id, slot)
) WITH (fillfactor = 25);

CREATE TABLE parked_message (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id  text        NOT NULL,
    queue       text        NOT NULL,
    exchange    text        NOT NULL,
    routing_key text        NOT NULL,
    type        text        NOT NULL,
    reason      text        NOT NULL,
    body        bytea       NOT NULL,
    parked_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (queue, message_id)
);

-- How far an import under an Idempotency-Key has come.
CREATE TABLE record_import (
    idempotency_key text PRIMARY KEY CHECK (length(idempotency_key) BETWEEN 1 AND 200),
    stored          bigint      NOT NULL DEFAULT 0,
    digest          bytea       NOT NULL,
    first_record_id bigint,
    last_record_id  bigint,
    updated_at      timestamptz NOT NULL DEFAULT clock_timestamp()
);
