-- Dispatch.CLAIM finds a batch as a new one or as one that was handed out: a state in which it is neither would strand it.
ALTER TABLE batch ADD CHECK (attempts > 0 OR state NOT IN ('DISPATCHED', 'DEFERRED'));
