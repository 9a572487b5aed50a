-- The secrets that personal data is masked with, each sealed under the intake's key-encryption key. One is current; a dropped one is gone for good.
CREATE TABLE intake_secret (
    version       int PRIMARY KEY CHECK (version > 0),
    kek_id        text        NOT NULL,
    sealed        bytea,
    created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    superseded_at timestamptz,
    dropped_at    timestamptz,
    CHECK ((sealed IS NULL) = (dropped_at IS NOT NULL)),
    CHECK (dropped_at IS NULL OR superseded_at IS NOT NULL)
);
CREATE UNIQUE INDEX one_current_intake_secret ON intake_secret ((true)) WHERE superseded_at IS NULL;

-- What typed messages are found by. What they say is in their record, masked; only that is signed.
CREATE TABLE intake_row (
    record_id   bigint PRIMARY KEY,
    type        text COLLATE "C" NOT NULL,
    occurred_at timestamptz      NOT NULL,
    user_ref    text COLLATE "C",
    device_ref  text COLLATE "C",
    -- originals, sealed to a public key whose other half is not here; may be removed, which changes nothing that is signed
    recovery    bytea
);
-- IntakeRows: pages of a type, of a user, of a device, newest first
CREATE INDEX intake_row_type ON intake_row (type, record_id);
CREATE INDEX intake_row_user ON intake_row (type, user_ref, record_id);
CREATE INDEX intake_row_device ON intake_row (type, device_ref, record_id);

-- How often a masked value was seen: moves in the transaction that stores the rows.
CREATE TABLE intake_value (
    type  text COLLATE "C" NOT NULL,
    field text COLLATE "C" NOT NULL,
    value text COLLATE "C" NOT NULL,
    seen  bigint           NOT NULL,
    PRIMARY KEY (type, field, value)
) WITH (fillfactor = 80);

-- What became of the messages of a type. received = stored + duplicates + parked, always.
CREATE TABLE intake_count (
    type       text COLLATE "C" PRIMARY KEY,
    stored     bigint NOT NULL DEFAULT 0,
    duplicates bigint NOT NULL DEFAULT 0,
    parked     bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 20);
