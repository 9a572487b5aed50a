-- A retired key is out of use for good. A key that is leased leaves when its lease ends.
ALTER TABLE signing_key
    DROP CONSTRAINT signing_key_state_check,
    ADD CONSTRAINT signing_key_state_check CHECK (state IN ('FREE', 'LEASED', 'DISABLED', 'RETIRED')),
    DROP CONSTRAINT signing_key_algorithm_check,
    ADD CONSTRAINT signing_key_algorithm_check CHECK (algorithm IN ('Ed25519', 'ES256', 'PS256', 'ML-DSA-65')),
    -- what a withdrawn key becomes
    ADD COLUMN leave_as   text NOT NULL DEFAULT 'DISABLED' CHECK (leave_as IN ('DISABLED', 'RETIRED')),
    -- leased so often, it retires
    ADD COLUMN max_uses   bigint CHECK (max_uses > 0),
    -- by then it is leased no more
    ADD COLUMN retires_at timestamptz;
-- grants: free keys that have reached their limits leave first
CREATE INDEX signing_key_used_up ON signing_key (id) WHERE state = 'FREE' AND token >= max_uses;
CREATE INDEX signing_key_overdue ON signing_key (retires_at) WHERE state = 'FREE' AND retires_at IS NOT NULL;

ALTER TABLE key_event
    DROP CONSTRAINT key_event_event_check,
    ADD CONSTRAINT key_event_event_check CHECK (event IN ('IMPORTED', 'ENABLED', 'DISABLED', 'RETIRED'));

-- What keys are sealed under from the last rotation on; nothing before the first.
ALTER TABLE keyring ADD COLUMN kek_id text;
