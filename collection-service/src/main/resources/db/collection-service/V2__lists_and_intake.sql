-- RecordLists.UNSIGNED: records of batches that can still be signed, in order
CREATE INDEX batch_open_range ON batch (last_record_id) WHERE state IN ('PLANNED', 'DISPATCHED', 'DEFERRED');
-- RecordLists.QUARANTINED
CREATE INDEX batch_quarantined_range ON batch (last_record_id) WHERE state = 'QUARANTINED';
-- BatchLists: the states that V1's batch_exceptional leaves out
CREATE INDEX batch_usual ON batch (state, id) WHERE state IN ('PLANNED', 'DISPATCHED', 'SIGNED');
-- RunCheck: the batches of a run
CREATE INDEX batch_run ON batch (run_id);

-- Messages that were taken in: a redelivery stores nothing twice. Kept as long as the records they became.
CREATE TABLE intake_message (
    message_id  text COLLATE "C" PRIMARY KEY,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
