package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.cli.version.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DoctorTest {
    private final FakeSignet signet = new FakeSignet();

    @BeforeEach
    void everythingIsWell() {
        signet.answers("GET /actuator/health/readiness", "{\"status\":\"UP\"}")
                .answers("GET /api/v1/version", version(Version.own()));
        signet.answers("GET /api/v1/keyring/summary", "{\"free\":3,\"leased\":1,\"disabled\":0}");
        signet.answers("GET /api/v1/outbox", backlog(0, 0, 0))
                .answers("GET /api/v1/keyring/outbox", backlog(3, 0.4, 0))
                .answers("GET /api/v1/vault-outbox", backlog(0, 0, 0));
        log("OK", 100, 100);
        vault(true, node("UP", true), node("UP", true));
        progress("COMPLETED", "");
    }

    @AfterEach
    void close() {
        signet.close();
    }

    @Test
    void healthySystemIsAllOk() {
        assertThat(signet.run("doctor")).isZero();

        assertThat(signet.out().lines())
                .hasSize(26)
                .allMatch(line -> line.startsWith("ok  "))
                .anyMatch(line -> line.contains("run 1 has ended: COMPLETED"))
                .anyMatch(line -> line.contains("agrees with this machine's"));
        assertThat(signet.err()).isEmpty();
    }

    @Test
    void serverThatIsNotThereFailsAndTheOthersAreLookedAtAllTheSame() {
        assertThat(signet.plain("doctor", "--server", "http://localhost:1", "--keys-server", signet.url()))
                .isEqualTo(1);

        assertThat(signet.out())
                .contains("fail  collection-service         http://localhost:1 does not answer")
                .contains("start it, or say by --server where it is")
                .contains("ok    key-service                at " + signet.url() + " is ready")
                .contains("fail  run                        nothing is known of it");
    }

    @Test
    void serverThatIsNotReadyFailsAndSaysWhatItLacks() {
        signet.answers("GET /actuator/health/readiness", 503, "{\"status\":\"OUT_OF_SERVICE\"}");
        assertThat(signet.run("doctor")).isEqualTo(1);
        assertThat(signet.out()).contains("is not ready\n");

        signet.answers("GET /actuator/health/readiness", 503, """
                {"status":"DOWN","components":{"db":{"status":"DOWN"},"rabbit":{"status":"DOWN"},"readinessState":{"status":"UP"}}}
                """);
        assertThat(signet.run("doctor")).isEqualTo(1);
        assertThat(signet.out()).contains("is not ready: its database is away and its broker is away");
    }

    @Test
    void keysAreAskedForWhereTheyAre() {
        progress("IDLE", ",\"keys\":{\"free\":0,\"leased\":0,\"disabled\":0}"); // of before the first import
        assertThat(signet.run("doctor")).isZero();
        assertThat(signet.out()).contains("ok    keys                       3 free, 1 in use, 0 disabled");

        signet.answers("GET /api/v1/keyring/summary", "{\"free\":0,\"leased\":0,\"disabled\":2}");
        assertThat(signet.run("doctor")).isEqualTo(1);
        assertThat(signet.out())
                .contains("fail  keys                       there is none that may be used")
                .contains("signet key import, or key enable");
    }

    @Test
    void sealedKeyServiceFailsWithWhatItLacks() {
        signet.answers(
                "GET /api/v1/keyring/kek",
                "{\"sealed\":true,\"reason\":\"the key-encryption key waits for its passphrase\",\"inUse\":[]}");

        assertThat(signet.run("doctor")).isEqualTo(1);
        assertThat(signet.out())
                .contains("sealed: the key-encryption key waits for its passphrase")
                .contains("key unseal");
    }

    @Test
    void addressThatIsNotKeyServicesIsFoundByWhatItDoesNotKnow() {
        signet.refuses("GET /api/v1/keyring/summary", 404, "not-found", "");

        assertThat(signet.run("doctor")).isEqualTo(1);
        assertThat(signet.out()).contains("fail  keys ").contains("is --keys-server key-service's address?");
    }

    @Test
    void stalledRunFailsWithItsReason() {
        progress("STALLED", ",\"reason\":\"Nothing was signed for 40 s: there is no key that may be used.\"");

        assertThat(signet.run("doctor")).isEqualTo(1);
        assertThat(signet.out())
                .contains("fail  run                        run 1 is stalled")
                .contains("there is no key that may be used");
    }

    @Test
    void whatOnlyDeservesALookIsAWarningAndNoFailure() {
        signet.answers("GET /api/v1/version", version(new Version("9.9", "abc1234")))
                .answers(
                        "GET /api/v1/parked-messages?limit=1",
                        "{\"items\":[{\"queue\":\"q\",\"reason\":\"it is \\u001b[31mnot JSON\"}]}");
        progress("PAUSED", ",\"parked\":2");

        assertThat(signet.run("doctor")).isZero();
        assertThat(signet.out())
                .contains("warn  run                        run 1 is paused")
                .contains("signet run resume 1")
                .contains(
                        "warn  parked messages            2 messages could not be processed; the first, of q: it is \\u001b[31mnot")
                .contains("9.9 (abc1234), while this program is");
    }

    @Test
    void brokenPromiseFails() {
        progress("RUNNING", ",\"invariants\":{\"doubleSigned\":0,\"lruViolations\":2}");

        assertThat(signet.run("doctor")).isEqualTo(1);
        assertThat(signet.out()).contains("fail  promises                   lruViolations = 2");
    }

    @Test
    void damagedLogFails() {
        log("DAMAGED", 90, 90, "it had 100 events, and has 90");

        assertThat(signet.run("doctor")).isEqualTo(1);
        assertThat(signet.out())
                .contains("fail  audit log                  it was changed from outside: it had 100 events, and has 90")
                .contains("keep the database and the checkpoints as they are");
    }

    @Test
    void logThatCannotBePromisedNowIsAWarning() {
        log("LATE", 100, 100, "No checkpoint can be published at the moment");

        assertThat(signet.run("doctor")).isZero();
        assertThat(signet.out()).contains("warn  audit log").contains("No checkpoint can be published at the moment");
    }

    @Test
    void eventsThatHaveLongBeenInNoCheckpointFailAndThoseOfAMomentAgoDoNot() {
        log("OK", 103, 100);
        received(100, Instant.now().minusSeconds(5));
        assertThat(signet.run("doctor")).isZero();
        assertThat(signet.out()).contains("ok    checkpoint                 3 events in none, the first for ");

        received(100, Instant.now().minus(Duration.ofMinutes(10)));
        assertThat(signet.run("doctor")).isEqualTo(1);
        assertThat(signet.out()).contains("fail  checkpoint                 3 events in none, the first for 10");
    }

    @Test
    void auditServiceThatIsAwayFails() {
        assertThat(signet.run("doctor", "--audit-server", "http://localhost:1")).isEqualTo(1);

        assertThat(signet.out())
                .contains("fail  audit-service              http://localhost:1 does not answer")
                .contains("start it, or say by --audit-server where it is")
                .contains("fail  audit log                  nothing is known of it");
    }

    @Test
    void eventsThatDoNotGetIntoTheLogAreFound() {
        signet.answers("GET /api/v1/outbox", backlog(1200, 300.5, 0))
                .answers("GET /api/v1/keyring/outbox", backlog(0, 0, 2));

        assertThat(signet.run("doctor")).isEqualTo(1);
        assertThat(signet.out())
                .contains("warn  collection-service outbox  1,200 events wait for the audit log, the oldest for 5")
                .contains("fail  key-service outbox         the audit log does not take 2 events");
    }

    @Test
    void nodeOfTheVaultThatIsAwayOrOffTheBrokerIsAWarningAndNoNodeAFailure() {
        vault(true, node("UP", false), node("AWAY", true));
        assertThat(signet.run("doctor")).isZero();
        assertThat(signet.out())
                .contains("warn  vault nodes                1 node up, away: http://away:8086")
                .contains("warn  vault requests             not taken from the broker by http://up:8086");

        vault(true, node("AWAY", true));
        assertThat(signet.run("doctor")).isEqualTo(1);
        assertThat(signet.out()).contains("fail  vault nodes                none says that it is up");
    }

    @Test
    void vaultThatCannotOpenWhatItKeepsSealedFails() {
        vault(false, node("UP", true));

        assertThat(signet.run("doctor")).isEqualTo(1);
        assertThat(signet.out())
                .contains("fail  vault kek                  some of what the vault keeps sealed is under another");
    }

    @Test
    void vaultThatIsAwayFailsAndEachOfItsNodesIsLookedAt() {
        assertThat(signet.run("doctor", "--vault-server", signet.url() + ", http://localhost:1"))
                .isEqualTo(1);
        assertThat(signet.out())
                .contains("ok    vault-service              at " + signet.url() + " is ready")
                .contains("fail  vault-service              http://localhost:1 does not answer")
                .contains("ok    vault nodes                2 nodes up");

        assertThat(signet.run("doctor", "--vault-server", "http://localhost:1")).isEqualTo(1);
        assertThat(signet.out()).contains("fail  vault nodes                nothing is known of them");

        signet.refuses("GET /api/v1/vault-nodes", 404, "not-found", "");
        assertThat(signet.run("doctor")).isEqualTo(1);
        assertThat(signet.out()).contains("is that vault-service's address?");
    }

    @Test
    void findingsAreDataToo() {
        assertThat(signet.run("doctor", "-o", "json")).isZero();

        var findings = new JsonMapper().readTree(signet.out());
        assertThat(findings).hasSize(26);
        assertThat(findings.get(0).get("result").asString()).isEqualTo("ok");
    }

    @Test
    void versionNamesThisProgramAndTheServersThatAnswer() {
        signet.answers("GET /api/v1/version", version(new Version("9.9", "abc1234")));

        assertThat(signet.plain("version", "--server", signet.url(), "--keys-server", "http://localhost:1"))
                .isZero();

        assertThat(signet.out())
                .containsPattern("signet +" + Version.own().version())
                .containsPattern("collection-service +9\\.9 +abc1234")
                .containsPattern("key-service +- +-");
        assertThat(signet.err()).isEqualTo("http://localhost:1 does not answer\n");
    }

    private static String version(Version version) {
        return "{\"service\":\"x\",\"version\":\"%s\",\"commit\":\"%s\"}"
                .formatted(version.version(), version.commit());
    }

    private static String backlog(long waiting, double seconds, long refused) {
        return "{\"waiting\":%d,\"oldestSeconds\":%s,\"refused\":%d}".formatted(waiting, seconds, refused);
    }

    private void log(String state, long size, long promised) {
        signet.answers("GET /api/v1/log", """
                {"state":"%s","size":%d,"checkpoint":{"size":%d}}
                """.formatted(state, size, promised));
    }

    private void log(String state, long size, long promised, String problem) {
        signet.answers("GET /api/v1/log", """
                {"state":"%s","size":%d,"checkpoint":{"size":%d},"problem":"%s"}
                """.formatted(state, size, promised, problem));
    }

    private void vault(boolean kekFits, String... nodes) {
        signet.answers(
                "GET /api/v1/vault-nodes",
                "{\"items\":[%s],\"kekFits\":%s}".formatted(String.join(",", nodes), kekFits));
    }

    private static String node(String state, boolean onBroker) {
        return "{\"url\":\"http://%s:8086\",\"state\":\"%s\",\"onBroker\":%s}"
                .formatted(state.toLowerCase(Locale.ROOT), state, onBroker);
    }

    private void received(long logindex, Instant at) {
        signet.answers("GET /api/v1/events/" + logindex, "{\"receivedtime\":\"%s\"}".formatted(at));
    }

    private void progress(String state, String more) {
        signet.answers("GET /api/v1/progress", """
                {"state":"%s","runId":"1","records":{"total":10,"signed":10}%s}
                """.formatted(state, more));
    }
}
