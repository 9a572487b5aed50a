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
