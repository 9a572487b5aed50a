-- What the service keeps for itself, sealed under its key-encryption key.
CREATE TABLE secret (
    name   text PRIMARY KEY,
    kek_id text  NOT NULL,
    sealed bytea NOT NULL
);

-- By what ids become locators: the newest for what is stored from now on, older ones for what was stored before. One that is dropped is erased.
CREATE TABLE index_key (
    version       int PRIMARY KEY CHECK (version > 0),
    kek_id        text        NOT NULL,
    sealed        bytea,
    created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    superseded_at timestamptz,
    dropped_at    timestamptz,
    CHECK ((dropped_at IS NULL) = (sealed IS NOT NULL)),
    CHECK (dropped_at IS NULL OR superseded_at IS NOT NULL)
);
CREATE UNIQUE INDEX one_current_index_key ON index_key ((true)) WHERE superseded_at IS NULL;

-- Each version of each item. Neither its id nor its key can be found from what stands here; its ciphertext is in records of collection-service.
CREATE TABLE item (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- stands for the id, by this index key or, paranoidly, by the item's own
    locator       bytea       NOT NULL CHECK (length(locator) = 32),
    index_version int         NOT NULL REFERENCES index_key,
    version       int         NOT NULL CHECK (version > 0),
    -- made from the key and the id: whoever has both finds the row, and nobody else
    opener        bytea       NOT NULL UNIQUE CHECK (length(opener) = 32),
    -- the locator of the time when it was stored, as its ciphertext has it
    bound_to      bytea       NOT NULL CHECK (length(bound_to) = 32),
    -- without it the key opens nothing; erased when the version is removed
    share         bytea CHECK (length(share) = 32),
    begun_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- all four once the whole payload is stored
    stored_at     timestamptz,
    payload_mac   bytea,
    payload_bytes bigint,
    records       bigint[],
    removed_at    timestamptz,
    UNIQUE (locator, version),
    CHECK (num_nonnulls(stored_at, payload_mac, payload_bytes, records) IN (0, 4)),
    CHECK (removed_at IS NULL OR stored_at IS NOT NULL),
    CHECK ((removed_at IS NULL) = (share IS NOT NULL))
);

-- IndexVersions.ALL: whether anything that can be opened still stands where this index key has placed it
CREATE INDEX item_index_version ON item (index_version) WHERE removed_at IS NULL;
-- NodeRows.FORGET, at every heartbeat: what was begun and never stored
CREATE INDEX item_unfinished ON item (begun_at) WHERE stored_at IS NULL;

-- Which instances there are. Each writes its own row again and again; who has not done so for a while is away.
CREATE TABLE node (
    url        text PRIMARY KEY,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    seen_at    timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Events on their way to the audit log, each written by the transaction that it tells of; gone once it is in the log.
CREATE TABLE outbox (
    -- the relay: the oldest first
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- a finished CloudEvent
    event      json        NOT NULL,
    written_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- What the audit log does not take is an error of the program. It holds nothing up, and it does not vanish.
CREATE TABLE outbox_refused (
    id         bigint PRIMARY KEY,
    event      json        NOT NULL,
    status     text        NOT NULL,
    detail     text        NOT NULL,
    refused_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
