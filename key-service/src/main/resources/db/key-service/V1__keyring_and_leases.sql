-- Two services may migrate one server at once, and CREATE EXTENSION IF NOT EXISTS alone does not stand that.
SELECT pg_advisory_xact_lock(7369676);
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

-- One row, whose lock puts all grants, closes, imports, enables and disables in one order; each takes the next tick.
CREATE TABLE keyring (
    id     int    PRIMARY KEY CHECK (id = 1),
    tick   bigint NOT NULL DEFAULT 0,
    stored bigint NOT NULL DEFAULT 0,
    fenced bigint NOT NULL DEFAULT 0
);
INSERT INTO keyring (id) VALUES (1);

-- One call that generated keys under an Idempotency-Key.
CREATE TABLE key_creation (
    idempotency_key text PRIMARY KEY CHECK (length(idempotency_key) BETWEEN 1 AND 200),
    count           int         NOT NULL,
    algorithm       text        NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE signing_key (
    id          int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kid         text COLLATE "C" NOT NULL UNIQUE,
    algorithm   text        NOT NULL CHECK (algorithm IN ('Ed25519', 'ES256', 'PS256')),
    public_key  bytea       NOT NULL,
    kek_id      text        NOT NULL,
    wrapped_dek bytea       NOT NULL,
    sealed_key  bytea       NOT NULL,
    state       text        NOT NULL CHECK (state IN ('FREE', 'LEASED', 'DISABLED')),
    -- +1 per grant under the keyring's lock; no sequence, which could skip or repeat after a restore
    token       bigint      NOT NULL DEFAULT 0,
    -- tick of the last close; 0 = never used
    last_used   bigint      NOT NULL DEFAULT 0,
    -- batches whose signatures were stored
    use_count   bigint      NOT NULL DEFAULT 0,
    origin      text        NOT NULL CHECK (origin IN ('GENERATED', 'IMPORTED')),
    created_by  text        REFERENCES key_creation,
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- to be disabled instead of freed when its lease is closed
    withdrawn   boolean     NOT NULL DEFAULT false,
    CHECK (state <> 'LEASED' OR token > 0)
);
-- closes: which of the keys just freed are to leave
CREATE INDEX signing_key_withdrawn ON signing_key (id) WHERE withdrawn;
-- a grant: the least recently used of the free keys
CREATE INDEX signing_key_lru ON signing_key (last_used, id) WHERE state = 'FREE';
-- the same Idempotency-Key again: the keys made then
CREATE INDEX signing_key_creation ON signing_key (created_by, id) WHERE created_by IS NOT NULL;

CREATE TABLE key_event (
    -- also the ledger and its replay, by tick
    tick        bigint PRIMARY KEY,
    key_id      int         NOT NULL REFERENCES signing_key,
    event       text        NOT NULL CHECK (event IN ('IMPORTED', 'ENABLED', 'DISABLED')),
    happened_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE key_lease (
    -- renewal and revocation by a worker
    id                uuid PRIMARY KEY,
    -- the same request again
    request_id        uuid        NOT NULL UNIQUE,
    key_id            int         NOT NULL REFERENCES signing_key,
    token             bigint      NOT NULL,
    batch_id          bigint      NOT NULL,
    worker_id         text        NOT NULL,
    worker_public_key bytea       NOT NULL,
    state             text        NOT NULL CHECK (state IN ('ACTIVE', 'REVOKING', 'CLOSED')),
    -- why it was revoked: only what ran out counts against the batch, also after a restart
    revoked_because   text        CHECK (revoked_because IN ('EXPIRED', 'GIVEN_UP', 'RECOVERED')),
    outcome           text        CHECK (outcome IN ('STORED', 'FENCED')),
    grant_tick        bigint      NOT NULL,
    close_tick        bigint,
    granted_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at        timestamptz NOT NULL,
    closed_at         timestamptz,
    renewals          int         NOT NULL DEFAULT 0,
    progress          int         NOT NULL DEFAULT 0,
    -- a close by (key, token)
    UNIQUE (key_id, token),
    CHECK (state <> 'ACTIVE' OR revoked_because IS NULL),
    CHECK (state <> 'REVOKING' OR revoked_because IS NOT NULL),
    CHECK (CASE WHEN state = 'CLOSED'
                THEN close_tick IS NOT NULL AND outcome IS NOT NULL AND closed_at IS NOT NULL
                ELSE close_tick IS NULL AND outcome IS NULL AND closed_at IS NULL END),
    -- no two uses of one key overlap, whatever the code does
    CONSTRAINT uses_of_a_key_do_not_overlap EXCLUDE USING gist (key_id WITH =, int8range(grant_tick, close_tick) WITH &&)
);
CREATE UNIQUE INDEX one_open_lease_per_key ON key_lease (key_id) WHERE state <> 'CLOSED';
-- also a lease request: is this batch being signed?
CREATE UNIQUE INDEX one_open_lease_per_batch ON key_lease (batch_id) WHERE state <> 'CLOSED';
-- also a lease request: is this batch signed?
CREATE UNIQUE INDEX one_stored_lease_per_batch ON key_lease (batch_id) WHERE outcome = 'STORED';
-- reaper: leases that ran out, and those being revoked
CREATE INDEX key_lease_open ON key_lease (expires_at) WHERE state <> 'CLOSED';
-- the ledger and its replay, by tick
CREATE UNIQUE INDEX key_lease_grant ON key_lease (grant_tick);
-- the replay, by tick
CREATE UNIQUE INDEX key_lease_close ON key_lease (close_tick) WHERE close_tick IS NOT NULL;
