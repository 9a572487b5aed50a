package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What changes a run, what waits for its end, and who may ask. */
class RunCommandsTest {
    private final FakeSignet signet = new FakeSignet();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        signet.close();
    }

    @Test
    void pauseSaysHowToGoOn() {
        signet.answers("POST /api/v1/runs/7/pause", 204, "");

        assertThat(signet.run("run", "pause", "7")).isZero();

        assertThat(signet.out()).isEmpty();
        assertThat(signet.err()).isEqualTo("run 7 is paused; 'signet run resume 7' lets it go on\n");
    }

    @Test
    void resumeSaysThatTheRunIsNotPaused() {
        signet.answers("POST /api/v1/runs/7/resume", 204, "");

        assertThat(signet.run("run", "resume", "7")).isZero();
        assertThat(signet.err()).isEqualTo("run 7 is not paused\n");
    }

    @Test
    void runThatHasEndedCannotBePaused() {
        signet.refuses("POST /api/v1/runs/7/pause", 409, "run-ended", ",\"detail\":\"Run 7 has ended.\"");

        assertThat(signet.run("run", "pause", "7")).isEqualTo(1);
        assertThat(signet.err()).contains("Run 7 has ended.");
    }

    @Test
    void waitSaysHowTheRunHasEnded() {
        signet.answers("GET /api/v1/progress", progress("COMPLETED", 0));

        assertThat(signet.run("wait")).isZero();
        assertThat(signet.out()).isEqualTo("run 1 COMPLETED in 1.5s\n");
    }

    @Test
    void waitForRecordsThatCouldNotBeSignedExits1() {
        signet.answers("GET /api/v1/progress", progress("COMPLETED_WITH_QUARANTINE", 0));

        assertThat(signet.run("wait")).isEqualTo(1);
        assertThat(signet.out()).isEqualTo("run 1 COMPLETED_WITH_QUARANTINE in 1.5s\n");
    }

    @Test
    void waitForARunThatDoesNotEndInTimeExits3() {
        signet.answers("GET /api/v1/progress", progress("RUNNING", 0));

        assertThat(signet.run("wait", "--timeout", "0s")).isEqualTo(3);
        assertThat(signet.out()).isEmpty();
        assertThat(signet.err()).startsWith("signet: the run has not ended within 0s\n");
    }

    @Test
    void runThatHasEndedIsNotTheEndWhileRecordsWaitForTheNext() {
        signet.answers("GET /api/v1/progress", progress("COMPLETED", 3));

        assertThat(signet.run("wait", "--timeout", "0s")).isEqualTo(3);
    }

    @Test
    void waitForAPausedRunSaysSo() {
        signet.answers("GET /api/v1/progress", progress("PAUSED", 0));

        assertThat(signet.run("wait", "--timeout", "0s")).isEqualTo(3);
        assertThat(signet.err()).contains("run 1 is paused; 'run resume 1' lets it go on");
    }

    @Test
    void waitForNobodyExits4() {
        assertThat(signet.plain("wait", "--timeout", "0s", "--server", "http://localhost:1"))
                .isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void whatIsNotAllowedExits6AndSaysWhereATokenGoes(int status) {
        signet.refuses("GET /api/v1/runs?limit=100", status, "not-allowed", ",\"detail\":\"Not without a token.\"");

        assertThat(signet.run("run", "list")).isEqualTo(6);
        assertThat(signet.err()).contains("Not without a token.").contains("--token-file (SIGNET_TOKEN_FILE)");
    }

    @Test
    void operatorsTokenIsSentWithEveryRequest() throws Exception {
        var file = Files.writeString(directory.resolve("token"), "secret-1\n");
        signet.answers("GET /api/v1/runs?limit=100", "{\"items\":[]}");

        assertThat(signet.run("run", "list", "--token-file", file.toString())).isZero();
        signet.run("run", "list");

        assertThat(signet.asked())
                .extracting(asked -> asked.header("Authorization"))
                .containsExactly("Bearer secret-1", "");
    }

    @Test
    void tokenFileThatHoldsNoTokenIsSaidBeforeAnythingIsAsked() throws Exception {
        var file = Files.writeString(directory.resolve("token"), "two words\n");

        assertThat(signet.run("run", "list", "--token-file", file.toString())).isEqualTo(2);
        assertThat(signet.run("run", "list", "--token-file", "/nowhere")).isEqualTo(2);
        assertThat(signet.err()).contains("the token file '/nowhere' cannot be read");
        assertThat(signet.questions()).isEmpty();
    }

    private static String progress(String state, int unplanned) {
        return """
                {"state":"%s","runId":"1","elapsedSeconds":1.5,"quarantinedRecords":[],
                 "records":{"total":10,"signed":10,"unplanned":%d}}""".formatted(state, unplanned);
    }
}
