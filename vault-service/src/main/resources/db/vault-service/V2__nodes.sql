-- Which instances there are. Each writes its own row again and again; who has not done so for a while is away.
CREATE TABLE node (
    url        text PRIMARY KEY,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    seen_at    timestamptz NOT NULL DEFAULT clock_timestamp()
);
