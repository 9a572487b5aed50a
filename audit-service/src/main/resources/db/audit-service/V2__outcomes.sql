-- Searches by an outcome, newest first. Success is too frequent to be worth an entry for each: a page of it is among the newest events.
CREATE INDEX event_outcome ON event (outcome, received_at, seq) WHERE outcome NOT IN ('success', 'STORED');
