package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.system.check.Check;
import dev.signet.system.check.Checks;
import dev.signet.system.check.Evidence;
import dev.signet.system.check.Evidence.Sent;
import dev.signet.system.check.Payloads;
import dev.signet.system.check.TestKey;
import dev.signet.system.check.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The checks find nothing in a good run, and in one that is broken in just one way they find that. */
class ChecksIT {
    private static CheckedRun run;

    @BeforeAll
    static void runOnce() throws Exception {
        run = new CheckedRun();
        assertThat(found(run.evidence(), Checks.serving())).isEmpty();
        run.stopServices();
    }

    @AfterAll
    static void end() {
        run.close();
    }

    private static List<Violation> found(Evidence evidence, List<Check> checks) throws Exception {
        var found = new ArrayList<Violation>();
        for (var check : checks) {
            found.addAll(check.violations(evidence));
        }
        return found;
    }

    private static void assertFound(Evidence evidence, String check, String what) throws Exception {
        var asked = Checks.stopped().stream()
                .filter(each -> each.name().equals(check))
                .toList();
        assertThat(found(evidence, asked))
                .extracting(Violation::what)
                .anySatisfy(found -> assertThat(found).containsPattern(what));
    }

    @Test
    void nothingIsFoundInARunThatKeptTheRules() throws Exception {
        assertThat(found(run.evidence(), Checks.stopped())).isEmpty();
        assertThat(Checks.lost(run.evidence())).isZero();
        try (var connection = run.evidence().servers().connect();
                var statement = connection.createStatement()) {
            var row = statement.executeQuery("SELECT count(*) FILTER (WHERE outcome = 'FENCED') FROM keys.key_lease");
            assertThat(row.next()).isTrue();
            assertThat(row.getLong(1)).as("the run had a fenced lease").isPositive();
        }
    }

    static Stream<Arguments> tamperings() {
        return Stream.of(
                Arguments.of(
                        "ledger",
                        "has 2 signatures",
                        "INSERT INTO collection.signature SELECT * FROM collection.signature LIMIT 1"),
                Arguments.of(
                        "ledger", "records but 9 signatures", "DELETE FROM collection.signature WHERE record_id = 7"),
                Arguments.of(
                        "ledger",
                        "is signed in batch .* and spans",
                        "UPDATE collection.signature SET batch_id = batch_id + 1 WHERE record_id = 7"),
                Arguments.of(
                        "ledger",
                        "is signed but does not exist",
                        "INSERT INTO collection.signature VALUES (4711, 1, '')"),
                Arguments.of(
                        "ledger",
                        "record 7 is there 2 times",
                        "INSERT INTO collection.record SELECT * FROM collection.record WHERE id = 7"),
                Arguments.of("ledger", "was formed of", "DELETE FROM collection.record WHERE id = 7"),
                Arguments.of(
                        "ledger",
                        "which is in a batch before it",
                        "UPDATE collection.batch SET first_record_id = first_record_id - 1 WHERE first_record_id = 11"),
                Arguments.of("ledger", "whose batch size is 9", "UPDATE collection.run SET batch_size = 9"),
                Arguments.of(
                        "ledger",
                        "1 children",
                        "DELETE FROM collection.batch WHERE id = (SELECT max(id) FROM collection.batch WHERE parent_id IS NOT NULL)"),
                Arguments.of(
                        "ledger",
                        "signed 2 batches",
                        "UPDATE collection.batch b SET key_id = a.key_id, token = a.token, lease_id = a.lease_id FROM collection.batch a WHERE a.first_record_id = 1 AND a.state = 'SIGNED' AND b.first_record_id = 11"),
                Arguments.of(
                        "ledger",
                        "the lease of that use is",
                        "UPDATE collection.batch SET token = 4711 WHERE first_record_id = 1"),
                Arguments.of(
                        "ledger",
                        "is closed STORED, but the batch is",
                        "UPDATE keys.key_lease SET outcome = 'STORED' WHERE outcome = 'FENCED'"),
                Arguments.of(
                        "ledger", "FENCED$", "UPDATE keys.key_lease SET outcome = 'FENCED' WHERE outcome = 'STORED'"),
                Arguments.of(
                        "ledger",
                        "but the fence admits tokens from 0",
                        "UPDATE collection.key_fence SET min_token = 0"),
                Arguments.of(
                        "ledger",
                        "2 leases that were closed STORED",
                        "UPDATE keys.key_lease SET batch_id = (SELECT batch_id FROM keys.key_lease WHERE outcome = 'STORED' LIMIT 1) WHERE id = (SELECT id FROM keys.key_lease WHERE outcome = 'STORED' ORDER BY grant_tick DESC LIMIT 1)"),
                Arguments.of("ledger", "grant 1 of key .* has token 2", "DELETE FROM keys.key_lease WHERE token = 1"),
                Arguments.of("ledger", "is at token 4711", "UPDATE keys.signing_key SET token = 4711 WHERE id = 1"),
                Arguments.of(
                        "ledger",
                        "before a use that was granted earlier ended",
                        "UPDATE keys.key_lease SET close_tick = 100000 WHERE token = 1"),
                Arguments.of(
                        "ledger",
                        "before its earlier lease ended",
                        "UPDATE keys.key_lease SET batch_id = 1 WHERE token = 1"),
                Arguments.of(
                        "ledger",
                        "with outcome <NULL>|with outcome ,",
                        "UPDATE keys.key_lease SET outcome = NULL WHERE token = 1"),
                Arguments.of(
                        "ledger",
                        "is LEASED and has 0 open leases",
                        "UPDATE keys.signing_key SET state = 'LEASED' WHERE id = 1"),
                Arguments.of(
                        "ledger",
                        "counts .* records signed",
                        "UPDATE collection.run_counter SET records_signed = records_signed + 1 WHERE slot = 3"),
                Arguments.of(
                        "journal", "the ledger has token", "UPDATE keys.key_lease SET batch_id = 4711 WHERE token = 1"),
                Arguments.of("journal", "the ledger has token", "DELETE FROM keys.key_lease WHERE token = 1"),
                Arguments.of(
                        "journal",
                        "is signed with token .* and the journal has",
                        "UPDATE collection.batch SET token = 4711 WHERE first_record_id = 1"),
                Arguments.of(
                        "least recently used",
                        "last used at tick .* was free",
                        "UPDATE keys.key_lease a SET key_id = b.key_id FROM keys.key_lease b WHERE (a.grant_tick, b.grant_tick) IN (SELECT x.grant_tick, y.grant_tick FROM keys.key_lease x JOIN keys.key_lease y ON x.key_id <> y.key_id AND x.token > 2 AND y.close_tick < x.grant_tick AND y.close_tick > x.grant_tick - 4)"),
                Arguments.of(
                        "least recently used",
                        "is followed by",
                        "UPDATE keys.key_lease SET grant_tick = 100000 WHERE token = 1"),
                Arguments.of(
                        "signatures",
                        "record 7 does not verify",
                        "UPDATE collection.signature SET signature = set_byte(signature, 9, get_byte(signature, 9) # 1) WHERE record_id = 7"),
                Arguments.of(
                        "signatures",
                        "record 7 does not verify",
                        "UPDATE collection.record SET payload = '{\"n\":0}' WHERE id = 7"),
                Arguments.of(
                        "signatures",
                        "does not verify",
                        "UPDATE collection.signature a SET signature = b.signature FROM collection.signature b WHERE a.record_id = 2 AND b.record_id = 3"),
                Arguments.of(
                        "signatures",
                        "does not verify",
                        "UPDATE collection.batch b SET key_id = kid FROM keys.signing_key WHERE b.first_record_id = 1 AND kid <> b.key_id"),
                Arguments.of("at rest", "is DISABLED", "UPDATE keys.signing_key SET state = 'DISABLED' WHERE id = 1"),
                Arguments.of("at rest", "is REVOKING", "UPDATE keys.key_lease SET state = 'REVOKING' WHERE token = 1"),
                Arguments.of(
                        "at rest",
                        "is DEFERRED",
                        "UPDATE collection.batch SET state = 'DEFERRED' WHERE first_record_id = 1"),
                Arguments.of("at rest", "run 1 is RUNNING", "UPDATE collection.run SET state = 'RUNNING'"),
                Arguments.of("at rest", "run 1 is COMPLETED,", "UPDATE collection.run SET state = 'COMPLETED'"),
                Arguments.of("at rest", "1 records are signed twice", "UPDATE collection.run SET double_signed = 1"),
                Arguments.of(
                        "at rest", "record 7 is not signed", "DELETE FROM collection.signature WHERE record_id = 7"),
                Arguments.of(
                        "at rest",
                        "record 7 is in quarantine",
                        "UPDATE collection.batch SET first_record_id = 7, last_record_id = 7 WHERE state = 'QUARANTINED'"),
                Arguments.of("records", "1 sent, 0 arrived", "DELETE FROM collection.record WHERE id = 7"),
                Arguments.of("records", "2 sent, 1 arrived", "DELETE FROM collection.record WHERE id = 2"),
                Arguments.of(
                        "records",
                        "1 sent, 2 arrived",
                        "INSERT INTO collection.record (payload) SELECT payload FROM collection.record WHERE id = 7"),
                Arguments.of(
                        "records",
                        "0 sent, 1 arrived",
                        "INSERT INTO collection.record (payload) VALUES ('unheard of')"),
                Arguments.of(
                        "parking",
                        "1 sent, 0 arrived as rows",
                        "DELETE FROM collection.parked_message WHERE body = ''"),
                Arguments.of(
                        "parking",
                        "in the queue without a row",
                        "DELETE FROM collection.parked_message WHERE body = ''"),
                Arguments.of(
                        "parking",
                        "1 sent, 2 arrived as rows",
                        "INSERT INTO collection.parked_message (message_id, queue, exchange, routing_key, type, reason, body) SELECT 'again', queue, exchange, routing_key, type, reason, body FROM collection.parked_message WHERE body = ''"),
                Arguments.of("parking", "parked without a reason", "UPDATE collection.parked_message SET reason = ' '"),
                Arguments.of(
                        "parking",
                        "is a row but not in the queue",
                        "UPDATE collection.parked_message SET body = 'other'"));
    }

    @ParameterizedTest
    @MethodSource("tamperings")
    void tamperedTableIsFound(String check, String what, String tampering) throws Exception {
        var broken = new BrokenRun(run.copy());

        broken.tamper(tampering);

        assertFound(run.evidence(broken.servers()), check, what);
    }

    @Test
    void stepsInTheirRightOrderAreNotFound() throws Exception {
        var broken = new BrokenRun(run.copy());
        for (var i = 0; i < 3; i++) {
            var stored = broken.grant(broken.leastRecentlyUsedKey(), broken.batch());
            broken.store(stored);
            broken.close(stored, "STORED");
            var fenced = broken.grant(broken.leastRecentlyUsedKey(), broken.batch());
            broken.fence(fenced);
            broken.close(fenced, "FENCED");
        }

        assertThat(found(run.evidence(broken.servers()), Checks.cheap())).isEmpty();
    }

    @Test
    void storeAfterItsLeaseWasFreedIsFound() throws Exception {
        var broken = new BrokenRun(run.copy());
        var use = broken.grant(broken.leastRecentlyUsedKey(), broken.batch());

        broken.close(use, "FENCED");
        broken.store(use);

        assertFound(run.evidence(broken.servers()), "journal", "whose use was closed FENCED before that");
    }

    @Test
    void storeWhileTheKeyIsInUseAgainIsFoundWhateverTheLedgerSaysAfterwards() throws Exception {
        var broken = new BrokenRun(run.copy());
        var key = broken.leastRecentlyUsedKey();
        var late = broken.grant(key, broken.batch());
        broken.close(late, "STORED");
        var successor = broken.grant(key, broken.batch());

        broken.store(late);
        broken.store(successor);
        broken.close(successor, "STORED");

        var evidence = run.evidence(broken.servers());
        assertFound(evidence, "journal", "which was granted with token %d by then".formatted(successor.token()));
        assertThat(found(evidence, Checks.cheap()))
                .as("the ledger alone looks right")
                .extracting(Violation::check)
                .containsOnly("journal", "least recently used");
    }

    @Test
    void closeThatDoesNotSeeItsStoreCommittedIsFound() throws Exception {
        var broken = new BrokenRun(run.copy());
        var use = broken.grant(broken.leastRecentlyUsedKey(), broken.batch());
        try (var connection = broken.servers().connect()) {
            connection.setAutoCommit(false);
            broken.store(connection, use);
            broken.close(use, "STORED");
            connection.commit();
        }

        assertFound(
                run.evidence(broken.servers()), "journal", "was closed STORED before batch %d".formatted(use.batch()));
    }

    @Test
    void releaseOfTheSuccessorsLeaseIsFound() throws Exception {
        var broken = new BrokenRun(run.copy());
        var key = broken.leastRecentlyUsedKey();
        var first = broken.grant(key, broken.batch());
        broken.store(first);
        broken.close(first, "STORED");
        var successor = broken.grant(key, broken.batch());

        broken.close(successor, "STORED"); // a SigningCompleted of the first, again

        assertFound(
                run.evidence(broken.servers()),
                "journal",
                "was closed STORED before batch %d".formatted(successor.batch()));
    }

    @Test
    void releaseWithoutAVerdictIsFound() throws Exception {
        var broken = new BrokenRun(run.copy());
        var use = broken.grant(broken.leastRecentlyUsedKey(), broken.batch());

        broken.close(use, "FENCED"); // on an error

        assertFound(run.evidence(broken.servers()), "journal", "was closed FENCED before it was fenced");
    }

    @Test
    void keyThatComesFreeWhileItsLeaseIsOpenIsFound() throws Exception {
        var broken = new BrokenRun(run.copy());
        var key = broken.leastRecentlyUsedKey();
        broken.grant(key, broken.batch());

        broken.execute("UPDATE keys.signing_key SET state = 'FREE' WHERE state = 'LEASED'");
        var evidence = run.evidence(broken.servers());
        assertFound(evidence, "journal", "without a close of it");
        broken.grant(key, broken.batch());

        assertFound(evidence, "journal", "was granted with token .* was not closed");
        assertFound(evidence, "ledger", "before a use that was granted earlier ended");
        assertFound(evidence, "least recently used", "which was LEASED");
    }

    @Test
    void storeBehindTheFenceIsFound() throws Exception {
        var broken = new BrokenRun(run.copy());
        var use = broken.grant(broken.leastRecentlyUsedKey(), broken.batch());

        broken.fence(use);
        broken.store(use);
        broken.close(use, "STORED");

        assertFound(run.evidence(broken.servers()), "journal", "fenced up to %d by then".formatted(use.token() + 1));
    }

    @Test
    void secondStoreAndStoreWithoutALeaseAreFound() throws Exception {
        var broken = new BrokenRun(run.copy());
        var use = broken.grant(broken.leastRecentlyUsedKey(), broken.batch());
        broken.store(use);
        broken.store(use);
        broken.store(new BrokenRun.Use(use.lease(), use.key(), use.token() + 1, broken.batch()));

        var evidence = run.evidence(broken.servers());
        assertFound(evidence, "journal", "signatures of batch %d were stored 2 times".formatted(use.batch()));
        assertFound(evidence, "journal", "which was not granted for it then");
        assertFound(evidence, "journal", "a transaction stored 1 signatures for batch .* and marked 0");
    }

    @Test
    void grantOfAMoreRecentlyUsedKeyIsFound() throws Exception {
        var broken = new BrokenRun(run.copy());
        var key = broken.leastRecentlyUsedKey();
        for (var i = 0; i < 2; i++) {
            var use = broken.grant(key, broken.batch());
            broken.store(use);
            broken.close(use, "STORED");
        }

        assertFound(run.evidence(broken.servers()), "least recently used", "by the ledger, .* was free");
        assertFound(run.evidence(broken.servers()), "least recently used", "by the journal, .* was free");
    }

    @Test
    void ticksThatDoNotFollowTheCommitsAreFound() throws Exception {
        var broken = new BrokenRun(run.copy());
        var use = broken.grant(broken.leastRecentlyUsedKey(), broken.batch());
        broken.store(use);
        broken.execute("UPDATE keys.keyring SET tick = tick - 2"); // as if two had the same idea of it

        broken.close(use, "STORED");

        assertFound(run.evidence(broken.servers()), "journal", "was not committed when tick");
    }

    @Test
    void keysThatAreNotTheTestsOwnMayNotSign() throws Exception {
        var sent = run.evidence().sent();
        var others = List.of(TestKey.generate("Ed25519"));
        var evidence = run.evidence(
                run.evidence().servers(),
                new Sent(others, sent.records(), sent.malformed(), sent.excused(), sent.unsignable(), false));

        assertFound(evidence, "signatures", "does not verify");
        assertFound(evidence, "key material", "the search is blind");
    }

    // A key of its own: what has once been in a table stays in the write-ahead log.
    @Test
    void privateKeyInTheDatabaseIsFound() throws Exception {
        var sent = run.evidence().sent();
        var leaked = TestKey.generate("Ed25519");
        var keys = Stream.concat(sent.keys().stream(), Stream.of(leaked)).toList();
        var copy = run.copy();
        try (var connection = copy.connect();
                var statement = connection.prepareStatement("CREATE TABLE leak AS SELECT ?::bytea AS key")) {
            statement.setBytes(1, leaked.pkcs8());
            statement.execute();
        }

        var evidence = run.evidence(
                copy, new Sent(keys, sent.records(), sent.malformed(), sent.excused(), sent.unsignable(), false));
        assertFound(evidence, "key material", "part of the private key " + leaked.id());
    }

    @Test
    void messageThatIsLeftIsFound() throws Exception {
        run.publish("", "key-service.signing-completed", "late");
        try {
            assertFound(run.evidence(), "queues", "key-service.signing-completed: 1 messages");
        } finally {
            run.purge("key-service.signing-completed");
        }
    }

    @Test
    void excusedMessagesAreCounted() throws Exception {
        var sent = run.evidence().sent();
        var records = new Payloads().add(CheckedRun.bytes("lost")).add(CheckedRun.bytes("lost, too"));
        var all = new Payloads();
        for (var n = 0; n < CheckedRun.RECORDS; n++) {
            all.add(CheckedRun.bytes("{\"n\":%d}".formatted(n == 2 ? 1 : n)));
        }
        for (var n = 0; n < 5; n++) {
            all.add(CheckedRun.bytes("message " + n));
        }
        all.add(CheckedRun.bytes("lost")).add(CheckedRun.bytes("lost, too"));
        var servers = run.evidence().servers();

        var excused =
                run.evidence(servers, new Sent(sent.keys(), all, sent.malformed(), records, sent.unsignable(), true));
        assertThat(found(excused, Checks.stopped())).isEmpty();
        assertThat(Checks.lost(excused)).isEqualTo(2);

        var one = new Payloads().add(CheckedRun.bytes("lost"));
        var notExcused =
                run.evidence(servers, new Sent(sent.keys(), all, sent.malformed(), one, sent.unsignable(), true));
        assertFound(notExcused, "records", "1 sent, 0 arrived");
    }
}
