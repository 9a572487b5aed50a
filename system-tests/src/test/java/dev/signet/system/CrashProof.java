package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.system.check.Check;
import dev.signet.system.check.Checks;
import dev.signet.system.check.Evidence;
import dev.signet.system.check.Violation;
import java.util.List;

/** What must hold on a bench at rest, whoever has died on it how often. */
record CrashProof(CrashBench bench) {
    private static final String QUARANTINED = """
            SELECT count(*) FROM collection.batch WHERE state = 'QUARANTINED'
            """;
    private static final String GOOD_BUT_QUARANTINED = """
            SELECT count(*)
              FROM collection.batch
              JOIN collection.record ON record.id = batch.first_record_id
             WHERE state = 'QUARANTINED' AND length(payload) < 1000
            """;

    /** The one place where a bench is judged. */
    void assertAll() throws Exception {
        assertChecks();
        assertLedger();
        assertKeys();
        assertTyped();
        assertMasks();
        assertParked();
        assertVault();
    }

    // Journal, ledger and the order of the keys, from the tables alone.
    private void assertChecks() throws Exception {
        assertThat(found(Checks.cheap())).isEmpty();
    }

    private List<Violation> found(List<Check> checks) throws Exception {
        return Checks.found(checks, Evidence.ofTables(bench.system().servers()));
    }

    // Every record that was sent is there once, and signed; a bad one may have been given up.
    private void assertLedger() {
        var report = bench.system().proof();
        assertThat(report.problems()).isEmpty();
        assertThat(report.holds()).isTrue();
        var records = bench.records() + bench.ciphertexts();
        assertThat(report.records()).isEqualTo(records);
        assertThat(report.verified() + bench.system().count(QUARANTINED)).isEqualTo(records);
        assertThat(bench.system().count(GOOD_BUT_QUARANTINED)).isZero();
    }

    // Every key that was asked for is there once, and free; one that was damaged may have been taken out of use.
    private void assertKeys() {
        assertThat(bench.system().count("SELECT count(*) FROM keys.signing_key"))
                .isEqualTo(bench.keys());
        assertThat(bench.damagedKeys())
                .containsAll(bench.system().texts("SELECT kid FROM keys.signing_key WHERE state <> 'FREE'"));
    }

    // Every message of a type is stored once and counted once, masked, and found again.
    private void assertTyped() {
        var logins = bench.publisher().logins();
        assertThat(bench.system().count("SELECT count(*) FROM collection.intake_row"))
                .isEqualTo(logins);
        assertThat(bench.system().count("SELECT coalesce(sum(stored), 0) FROM collection.intake_count"))
                .isEqualTo(logins);
        assertThat(bench.system()
                        .count("SELECT coalesce(sum(seen), 0) FROM collection.intake_value WHERE field = 'ip'"))
                .isEqualTo(logins);
        assertThat(
                        bench.system()
                                .count(
                                        "SELECT count(*) FROM collection.record WHERE position('192.0.2.1'::bytea IN payload) > 0"))
                .isZero();
    }

    // One version masks, and none is missing.
    private void assertMasks() {
        assertThat(bench.system().count("SELECT count(*) FROM collection.intake_secret WHERE superseded_at IS NULL"))
                .isOne();
        assertThat(bench.system().count("SELECT max(version) - count(*) FROM collection.intake_secret"))
                .isZero();
    }

    // Every message that is none of ours is kept once. The parking queue may have it twice: who dies between a confirm
    // and an acknowledgement publishes it again.
    private void assertParked() {
        var malformed = bench.publisher().malformed();
        await("all that is malformed is parked")
                .until(() -> bench.publisher().parked().containsAll(malformed));
        assertThat(bench.system().texts("SELECT split_part(message_id, ' ', 1) FROM collection.parked_message"))
                .containsExactlyInAnyOrderElementsOf(malformed);
    }

    // What was stored opens, what was removed does not, and the audit log was told of either.
    private void assertVault() throws Exception {
        if (bench.victim() == Service.VAULT) {
            assertThat(bench.keeper().violations()).isEmpty();
            assertThat(found(Checks.vault())).isEmpty();
        }
    }
}
