-- What the service keeps for itself, sealed under its key-encryption key.
CREATE TABLE secret (
    name   text PRIMARY KEY,
    kek_id text  NOT NULL,
    sealed bytea NOT NULL
);

-- Each version of each item. Neither its id nor its key can be found from what stands here; its ciphertext is in records of collection-service.
CREATE TABLE item (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- stands for the id
    locator       bytea       NOT NULL CHECK (length(locator) = 32),
    version       int         NOT NULL CHECK (version > 0),
    -- made from the key and the locator: whoever has both finds the row, and nobody else
    opener        bytea       NOT NULL UNIQUE CHECK (length(opener) = 32),
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
