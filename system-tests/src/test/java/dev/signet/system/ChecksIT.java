package dev.signet.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.system.check.Checks;
import dev.signet.system.check.Evidence;
import dev.signet.system.check.Evidence.Sent;
import dev.signet.system.check.Evidence.Traces;
import dev.signet.system.check.Payloads;
import dev.signet.system.check.SecretForms;
import dev.signet.system.check.TestKey;
import dev.signet.system.check.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The checks find nothing in a good run, and in one that is broken in just one way they find that. */
class ChecksIT {
    private static final Pattern TAMPERING = Pattern.compile("-- ([^:]+): (.+)\\n((?s).+)");

    private static CheckedRun run;

    @BeforeAll
    static void runOnce() throws Exception {
        run = new CheckedRun();
        assertThat(Checks.found(Checks.serving(), run.evidence())).isEmpty();
        run.stopServices();
    }

    @AfterAll
    static void end() {
        run.close();
    }

    private static void assertFound(Evidence evidence, String check, String what) throws Exception {
        var asked = Checks.stopped().stream()
                .filter(each -> each.name().equals(check))
                .toList();
        assertThat(Checks.found(asked, evidence))
                .extracting(Violation::what)
                .anySatisfy(found -> assertThat(found).containsPattern(what));
    }

    @Test
    void nothingIsFoundInARunThatKeptTheRules() throws Exception {
        assertThat(Checks.found(Checks.stopped(), run.evidence())).isEmpty();
        assertThat(Checks.lost(run.evidence())).isZero();
        try (var connection = run.evidence().servers().connect();
                var statement = connection.createStatement()) {
            var row = statement.executeQuery("SELECT count(*) FILTER (WHERE outcome = 'FENCED') FROM keys.key_lease");
            assertThat(row.next()).isTrue();
            assertThat(row.getLong(1)).as("the run had a fenced lease").isPositive();
        }
    }

    /** Those in {@code tamperings.sql}: the check, what it says, and the statement that breaks the run. */
    static Stream<Arguments> tamperings() throws IOException {
        try (var file = ChecksIT.class.getResourceAsStream("/tamperings.sql")) {
            var text = new String(requireNonNull(file).readAllBytes(), UTF_8);
            return Arrays.stream(text.split("\\n\\n")).skip(1).map(ChecksIT::tampering);
        }
    }

    private static Arguments tampering(String block) {
        var parts = TAMPERING.matcher(block);
        assertThat(parts.matches()).as(block).isTrue();
        return Arguments.of(parts.group(1), parts.group(2), parts.group(3));
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

        assertThat(Checks.found(Checks.cheap(), run.evidence(broken.servers()))).isEmpty();
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
        assertThat(Checks.found(Checks.cheap(), evidence))
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
    void keyOfAnotherKeyringIsFound() throws Exception {
        var broken = new BrokenRun(run.copy());
        var use = broken.grant(broken.leastRecentlyUsedKey(), broken.batch());

        broken.execute("ALTER TABLE keys.signing_key DISABLE TRIGGER keyring_for_ever");
        broken.execute("UPDATE keys.signing_key SET keyring = 'another' WHERE state = 'LEASED'");

        assertFound(
                run.evidence(broken.servers()),
                "ledger",
                "of batch %d, which is of keyring default, took key .* of keyring another".formatted(use.batch()));
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
    void whateverElseIsSecretIsFoundInALog(@TempDir Path logs) throws Exception {
        var secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        Files.writeString(
                logs.resolve("vault.log"), "stored " + Base64.getUrlEncoder().encodeToString(secret));
        var good = run.evidence();
        var sent = good.sent();

        var evidence = new Evidence(
                good.servers(),
                new Traces(List.of(logs), good.traces().database(), List.of()),
                new Sent(
                        sent.keys(),
                        sent.records(),
                        sent.malformed(),
                        sent.excused(),
                        sent.unsignable(),
                        false,
                        Map.of("the id of an item", SecretForms.of(secret))));

        assertFound(evidence, "key material", "vault.log contains a part of the id of an item");
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
        assertThat(Checks.found(Checks.stopped(), excused)).isEmpty();
        assertThat(Checks.lost(excused)).isEqualTo(2);

        var one = new Payloads().add(CheckedRun.bytes("lost"));
        var notExcused =
                run.evidence(servers, new Sent(sent.keys(), all, sent.malformed(), one, sent.unsignable(), true));
        assertFound(notExcused, "records", "1 sent, 0 arrived");
    }
}
