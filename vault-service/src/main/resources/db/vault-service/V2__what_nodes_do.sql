-- What each instance says with its heartbeat: whether the broker gives it requests, what it is doing, and what it has done since it started.
ALTER TABLE node
    ADD COLUMN on_broker boolean NOT NULL DEFAULT false,
    ADD COLUMN storing   int     NOT NULL DEFAULT 0,
    ADD COLUMN opening   int     NOT NULL DEFAULT 0,
    ADD COLUMN removing  int     NOT NULL DEFAULT 0,
    ADD COLUMN stored    bigint  NOT NULL DEFAULT 0,
    ADD COLUMN opened    bigint  NOT NULL DEFAULT 0,
    ADD COLUMN removed   bigint  NOT NULL DEFAULT 0,
    ADD COLUMN refused   bigint  NOT NULL DEFAULT 0,
    ADD COLUMN limited   bigint  NOT NULL DEFAULT 0;
