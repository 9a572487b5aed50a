-- NodeRows.FORGET, at every heartbeat: what was begun and never stored
CREATE INDEX item_unfinished ON item (begun_at) WHERE stored_at IS NULL;
