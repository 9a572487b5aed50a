package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.cli.version.Version;
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
                .hasSize(12)
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
    void findingsAreDataToo() {
        assertThat(signet.run("doctor", "-o", "json")).isZero();

        var findings = new JsonMapper().readTree(signet.out());
        assertThat(findings).hasSize(12);
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

    private void progress(String state, String more) {
        signet.answers("GET /api/v1/progress", """
                {"state":"%s","runId":"1","records":{"total":10,"signed":10}%s}
                """.formatted(state, more));
    }
}
