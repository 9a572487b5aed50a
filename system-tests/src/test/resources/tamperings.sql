-- Ways to break the database of a good run. Before each: which check finds it, and what it says (a regular expression).

-- ledger: has 2 signatures
INSERT INTO collection.signature SELECT * FROM collection.signature LIMIT 1;

-- ledger: records but 9 signatures
DELETE FROM collection.signature WHERE record_id = 7;

-- ledger: is signed in batch .* and spans
UPDATE collection.signature SET batch_id = batch_id + 1 WHERE record_id = 7;

-- ledger: is signed but does not exist
INSERT INTO collection.signature VALUES (4711, 1, '');

-- ledger: record 7 is there 2 times
INSERT INTO collection.record SELECT * FROM collection.record WHERE id = 7;

-- ledger: was formed of
DELETE FROM collection.record WHERE id = 7;

-- ledger: which is in a batch before it
UPDATE collection.batch SET first_record_id = first_record_id - 1 WHERE first_record_id = 11;

-- ledger: whose batch size is 9
UPDATE collection.run SET batch_size = 9;

-- ledger: 1 children
DELETE FROM collection.batch WHERE id = (SELECT max(id) FROM collection.batch WHERE parent_id IS NOT NULL);

-- ledger: signed 2 batches
UPDATE collection.batch b SET key_id = a.key_id, token = a.token, lease_id = a.lease_id FROM collection.batch a WHERE a.first_record_id = 1 AND a.state = 'SIGNED' AND b.first_record_id = 11;

-- ledger: the lease of that use is
UPDATE collection.batch SET token = 4711 WHERE first_record_id = 1;

-- ledger: is closed STORED, but the batch is
UPDATE keys.key_lease SET outcome = 'STORED' WHERE outcome = 'FENCED';

-- ledger: FENCED$
UPDATE keys.key_lease SET outcome = 'FENCED' WHERE outcome = 'STORED';

-- ledger: but the fence admits tokens from 0
UPDATE collection.key_fence SET min_token = 0;

-- ledger: 2 leases that were closed STORED
UPDATE keys.key_lease SET batch_id = (SELECT batch_id FROM keys.key_lease WHERE outcome = 'STORED' LIMIT 1) WHERE id = (SELECT id FROM keys.key_lease WHERE outcome = 'STORED' ORDER BY grant_tick DESC LIMIT 1);

-- ledger: grant 1 of key .* has token 2
DELETE FROM keys.key_lease WHERE token = 1;

-- ledger: is at token 4711
UPDATE keys.signing_key SET token = 4711 WHERE id = 1;

-- ledger: before a use that was granted earlier ended
UPDATE keys.key_lease SET close_tick = 100000 WHERE token = 1;

-- ledger: before its earlier lease ended
UPDATE keys.key_lease SET batch_id = 1 WHERE token = 1;

-- ledger: with outcome <NULL>|with outcome ,
UPDATE keys.key_lease SET outcome = NULL WHERE token = 1;

-- ledger: is LEASED and has 0 open leases
UPDATE keys.signing_key SET state = 'LEASED' WHERE id = 1;

-- ledger: counts .* records signed
UPDATE collection.run_counter SET records_signed = records_signed + 1 WHERE slot = 3;

-- journal: the ledger has token
UPDATE keys.key_lease SET batch_id = 4711 WHERE token = 1;

-- journal: the ledger has token
DELETE FROM keys.key_lease WHERE token = 1;

-- journal: is signed with token .* and the journal has
UPDATE collection.batch SET token = 4711 WHERE first_record_id = 1;

-- least recently used: last used at tick .* was free
UPDATE keys.key_lease a SET key_id = b.key_id FROM keys.key_lease b WHERE (a.grant_tick, b.grant_tick) IN (SELECT x.grant_tick, y.grant_tick FROM keys.key_lease x JOIN keys.key_lease y ON x.key_id <> y.key_id AND x.token > 2 AND y.close_tick < x.grant_tick AND y.close_tick > x.grant_tick - 4);

-- least recently used: is followed by
UPDATE keys.key_lease SET grant_tick = 100000 WHERE token = 1;

-- signatures: record 7 does not verify
UPDATE collection.signature SET signature = set_byte(signature, 9, get_byte(signature, 9) # 1) WHERE record_id = 7;

-- signatures: record 7 does not verify
UPDATE collection.record SET payload = '{"n":0}' WHERE id = 7;

-- signatures: does not verify
UPDATE collection.signature a SET signature = b.signature FROM collection.signature b WHERE a.record_id = 2 AND b.record_id = 3;

-- signatures: does not verify
UPDATE collection.batch b SET key_id = kid FROM keys.signing_key WHERE b.first_record_id = 1 AND kid <> b.key_id;

-- at rest: is DISABLED
UPDATE keys.signing_key SET state = 'DISABLED' WHERE id = 1;

-- at rest: is REVOKING
UPDATE keys.key_lease SET state = 'REVOKING' WHERE token = 1;

-- at rest: is DEFERRED
UPDATE collection.batch SET state = 'DEFERRED' WHERE first_record_id = 1;

-- at rest: run 1 is RUNNING
UPDATE collection.run SET state = 'RUNNING';

-- at rest: run 1 is COMPLETED,
UPDATE collection.run SET state = 'COMPLETED';

-- at rest: 1 records are signed twice
UPDATE collection.run SET double_signed = 1;

-- at rest: record 7 is not signed
DELETE FROM collection.signature WHERE record_id = 7;

-- at rest: record 7 is in quarantine
UPDATE collection.batch SET first_record_id = 7, last_record_id = 7 WHERE state = 'QUARANTINED';

-- records: 1 sent, 0 arrived
DELETE FROM collection.record WHERE id = 7;

-- records: 2 sent, 1 arrived
DELETE FROM collection.record WHERE id = 2;

-- records: 1 sent, 2 arrived
INSERT INTO collection.record (payload) SELECT payload FROM collection.record WHERE id = 7;

-- records: 0 sent, 1 arrived
INSERT INTO collection.record (payload) VALUES ('unheard of');

-- parking: 1 sent, 0 arrived as rows
DELETE FROM collection.parked_message WHERE body = '';

-- parking: in the queue without a row
DELETE FROM collection.parked_message WHERE body = '';

-- parking: 1 sent, 2 arrived as rows
INSERT INTO collection.parked_message (message_id, queue, exchange, routing_key, type, reason, body) SELECT 'again', queue, exchange, routing_key, type, reason, body FROM collection.parked_message WHERE body = '';

-- parking: parked without a reason
UPDATE collection.parked_message SET reason = ' ';

-- parking: is a row but not in the queue
UPDATE collection.parked_message SET body = 'other';

-- audit log: grant/.* the audit log was told $
DELETE FROM audit.event WHERE seq = (SELECT min(seq) FROM audit.event WHERE type = 'dev.signet.key.leased');

-- audit log: close/.* the audit log was told $
DELETE FROM audit.event WHERE seq = (SELECT min(seq) FROM audit.event WHERE type = 'dev.signet.key.released');

-- audit log: store/.* the audit log was told $
DELETE FROM audit.event WHERE seq = (SELECT min(seq) FROM audit.event WHERE type = 'dev.signet.batch.signed');

-- audit log: key/.* the audit log was told $
DELETE FROM audit.event WHERE seq = (SELECT min(seq) FROM audit.event WHERE type = 'dev.signet.key.imported');

-- audit log: split/.* the audit log was told $
DELETE FROM audit.event WHERE seq = (SELECT min(seq) FROM audit.event WHERE type = 'dev.signet.batch.split');

-- audit log: run-start/1 of .* the audit log was told $
DELETE FROM audit.event WHERE type = 'dev.signet.run.started';

-- audit log: was not told of run-end/1/
DELETE FROM audit.event WHERE type = 'dev.signet.run.finished';

-- audit log: was not told of pause/1/2026-11-22T18:20:30.120Z
UPDATE collection.run SET paused_at = '2026-11-22T18:20:30.12Z';

-- audit log: is QUARANTINED, and the audit log was told 0 times
DELETE FROM audit.event WHERE type = 'dev.signet.batch.quarantined';

-- audit log: is PLANNED, and the audit log was told 1 times that it was quarantined and 0 times
UPDATE collection.batch SET state = 'PLANNED' WHERE state = 'QUARANTINED';

-- audit log: mask-drop/1 of .* the audit log was told $
UPDATE collection.intake_secret SET dropped_at = now();

-- audit log: mask-rotation/2 of .*: the tables say , the audit log was told
INSERT INTO collection.outbox (event) VALUES ('{"source":"/signet/collection-service","id":"mask-rotation/2","type":"dev.signet.mask.rotated","data":{"version":2}}');

-- audit log: schema/billed/1 of .* the audit log was told $
INSERT INTO audit.event_schema (type, version, schema) VALUES ('billed', 1, '{}');

-- audit log: store/4711/1 of .*: the tables say , the audit log was told
INSERT INTO collection.outbox (event) SELECT json_build_object('source', source, 'id', 'store/4711/1', 'type', type, 'data', data) FROM audit.event WHERE type = 'dev.signet.batch.signed' LIMIT 1;

-- audit log: close/.*STORED.*, the audit log was told .*FENCED
UPDATE audit.event SET outcome = 'FENCED' WHERE seq = (SELECT min(seq) FROM audit.event WHERE type = 'dev.signet.key.released' AND outcome = 'STORED');

-- audit log: is in the audit log 2 times
INSERT INTO audit.event SELECT (SELECT max(seq) + 1 FROM audit.event), received_at, id, source, type, subject, time, actor, outcome, traceparent, attributes, data FROM audit.event WHERE seq = 0;

-- audit log: is closed FENCED, and the audit log was told of no fence
DELETE FROM audit.event WHERE type = 'dev.signet.key.fenced';

-- audit log: the fence of key .* was raised to
UPDATE collection.key_fence SET min_token = min_token + 1 WHERE min_token > 0;

-- audit log: that token 4711 of key .* was fenced as FENCED, and its lease is not there
INSERT INTO collection.outbox (event) SELECT json_build_object('source', source, 'id', 'fence', 'type', type, 'outcome', 'FENCED', 'data', json_build_object('key', data ->> 'key', 'token', 4711, 'batch', data ->> 'batch')) FROM audit.event WHERE type = 'dev.signet.key.fenced' LIMIT 1;

-- audit log: did not take grant/1: INVALID no
INSERT INTO keys.outbox_refused (id, event, status, detail) VALUES (1, '{"id":"grant/1"}', 'INVALID', 'no');

-- at rest: 1 events are in the outbox of key-service
INSERT INTO keys.outbox (event) VALUES ('{}');
