-- The keys that batches of one keyring are signed with. There is one order of all that happens and one lock for all of them: what follows each
-- other is seen by whoever replays it, and a commit is paid for once for all who came meanwhile. Which of the keys is next is asked within one.
-- In the order in which keys are made, so that neither waits for the other.
-- part of what the same Idempotency-Key must repeat
ALTER TABLE key_creation
    ADD COLUMN keyring text COLLATE "C" NOT NULL DEFAULT 'default'
        CONSTRAINT key_creation_keyring_check CHECK (keyring ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$');
ALTER TABLE signing_key
    ADD COLUMN keyring text COLLATE "C" NOT NULL DEFAULT 'default'
        CONSTRAINT signing_key_keyring_check CHECK (keyring ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$');

-- a grant: the least recently used of a keyring's free keys
DROP INDEX signing_key_lru;
CREATE INDEX signing_key_lru ON signing_key (keyring, last_used, id) WHERE state = 'FREE';

-- What the ledger says of a key that comes in stays true: whoever replays it learns there, and only there, whose it is.
CREATE FUNCTION keyring_for_ever() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'keyring_for_ever: a key stays in its keyring' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER keyring_for_ever BEFORE UPDATE OF keyring ON signing_key
    FOR EACH ROW WHEN (NEW.keyring <> OLD.keyring) EXECUTE FUNCTION keyring_for_ever();
