-- The cluster and timeline that grants were committed in: another one has been promoted or restored, and may have lost the
-- last of them. ahead_in: the one for which tokens have been moved ahead of all that may be lost.
ALTER TABLE keyring
    ADD COLUMN history  text,
    ADD COLUMN ahead_in text;
-- token - skipped: how often it was leased; only a failover skips some
ALTER TABLE signing_key ADD COLUMN skipped bigint NOT NULL DEFAULT 0;
DROP INDEX signing_key_used_up;
CREATE INDEX signing_key_used_up ON signing_key (id) WHERE state = 'FREE' AND token - skipped >= max_uses;
