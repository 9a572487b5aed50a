package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.cli.verify.GeneratedRun;
import dev.signet.cli.verify.TestKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole program against a server that answers with a generated run. */
class SignetCliTest {
    private final FakeSignet signet = new FakeSignet();
    private GeneratedRun run;

    @TempDir
    private Path directory;

    @BeforeEach
    void serve() throws Exception {
        run = GeneratedRun.of(TestKey.ed25519(), TestKey.ed25519(), TestKey.ed25519());
        signet.answers("GET /api/v1/progress", run::progressJson)
                .answers("GET /api/v1/runs?limit=500", run::runsJson)
                .answers("GET /api/v1/leases", run::leasesNdjson)
                .answers("GET /api/v1/exports/signatures.ndjson", run::signaturesNdjson)
                .answers("GET /.well-known/jwks.json", run::jwksJson)
                .answers("GET /api/v1/batches?limit=500", () -> run.batchesJson(null))
                .answers("GET /api/v1/batches?limit=500&cursor=second+page", () -> run.batchesJson("second page"));
    }

    @AfterEach
    void stop() {
        signet.close();
    }

    @Test
    void statusShowsTheRunInAFewLines() {
        assertThat(signet.run("status")).isZero();

        assertThat(signet.out())
                .contains("Run 1  COMPLETED  in 1.5s   batch size 5")
                .contains("60 signed   0 left   0 quarantined");
        assertThat(signet.err()).isEmpty();
    }

    @Test
    void everyKeyringsOwnCountIsAWitness() {
        var other = run.progressJson().replace("\"runId\":\"1\"", "\"runId\":\"0\"");
        signet.answers(
                "GET /api/v1/keyrings",
                "{\"items\":[{\"name\":\"default\",\"progress\":%s},{\"name\":\"mail\",\"progress\":%s}]}"
                        .formatted(run.progressJson(), other));

        assertThat(signet.run("verify", "all")).isEqualTo(14);

        assertThat(signet.out()).contains("run 0 has 60 records, but its batches have 0");
    }

    @Test
    void statusAsJsonIsTheServersAnswer() {
        assertThat(signet.run("status", "--json")).isZero();

        assertThat(signet.out()).contains("\"news\":\"of a later version\"");
    }

    @Test
    void watchWithVerifyEndsWithTheSummary() {
        assertThat(signet.run("watch", "--verify")).isZero();

        assertThat(signet.out())
                .contains("100%")
                .contains("Checked:  60 signatures, 60 records, 0 signed twice, 0 keys used at once,")
                .contains("12 batches with one key each, 3 keys used, 0 taken out of turn")
                .contains("1 lease taken back, their batches signed again")
                .contains("Proved:   every signature verifies and every rule was kept.")
                .contains("Next:     signet verify all");
    }

    @Test
    void whatIsNextBeginsWithTheDashboardWhereverItsAddressIsKnown() {
        assertThat(signet.plain("verify", "all", "--server", signet.url())).isZero();
        assertThat(signet.out()).contains("Next:     %s%n          signet verify all%n".formatted(signet.url()));

        assertThat(signet.run("verify", "all", "--public-server", "http://signet.example/"))
                .isZero();
        assertThat(signet.out()).contains("Next:     http://signet.example%n          signet verify all%n".formatted());
    }

    @Test
    void watchOfARunThatDoesNotEndInTimeExits3() {
        run.state = "RUNNING";

        assertThat(signet.run("watch", "--timeout", "0s")).isEqualTo(3);
        assertThat(signet.err())
                .isEqualTo("signet: the run has not ended within 0s\n"
                        + "        signet status shows how far it is; without --timeout it is shown until it ends\n");
    }

    @Test
    void verifyExits14WhenAPromiseIsBroken() {
        run.signatures.getFirst().put("payload", "e30");

        assertThat(signet.run("verify", "all")).isEqualTo(14);
        assertThat(signet.out())
                .contains("BROKEN:   1 problem found")
                .contains("record 1: the signature does not match");
    }

    @Test
    void verifyGivesItsFiguresAsJson() {
        assertThat(signet.run("verify", "all", "--json")).isZero();

        assertThat(signet.out()).contains("\"verified\":60").contains("\"leases\":{\"stored\":12,\"fenced\":1}");
    }

    @Test
    void verifyOfARunThatGoesOnExits3() {
        run.state = "RUNNING";

        assertThat(signet.run("verify", "all", "--timeout", "0s")).isEqualTo(3);
        assertThat(signet.err()).contains("signet: the run is not finished");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bundle", "bundle.tar.gz"})
    void exportIsAWholeProof(String name) {
        var target = directory.resolve(name).toString();

        assertThat(signet.run("export", "--out", target)).isZero();
        assertThat(signet.err()).contains("60 signatures written: all there are");
        signet.close();

        assertThat(signet.plain("verify", "file", target)).isZero();
        assertThat(signet.out()).contains("60 signatures, 60 records").contains("Proved:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bundle", "bundle.tar.gz"})
    void exportReplacesWhatIsThereOnlyWhenTold(String name) throws Exception {
        var target = directory.resolve(name).toString();
        assertThat(signet.run("export", "--out", target)).isZero();

        assertThat(signet.run("export", "--out", target)).isEqualTo(1);
        assertThat(signet.err()).contains(" is there already");
        run.signatures.getFirst().put("payload", "e30");
        assertThat(signet.run("export", "--force", "--out", target)).isZero();

        assertThat(signet.plain("verify", "file", target)).isEqualTo(12);
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void exportLeavesOtherFilesAlone() throws Exception {
        Files.writeString(directory.resolve("notes"), "mine");

        assertThat(signet.run("export", "--out", directory.toString())).isZero();

        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "notes",
                            "MANIFEST.json",
                            "jwks.json",
                            "leases.ndjson",
                            "batches.ndjson",
                            "signatures.ndjson");
        }
    }

    @Test
    void exportWhileSigningGoesOnLeavesOutWhatIsSignedMeanwhile() throws Exception {
        run.state = "RUNNING";
        run.batches.get(10).put("state", "DISPATCHED"); // when they were listed; its signatures came then
        run.batches.removeLast(); // planned after that

        assertThat(signet.run("export", "--out", directory.toString())).isZero();
        assertThat(signet.err()).contains("50 signatures written: all that were made by 2026-01-01T00:00:00Z");

        assertThat(Files.readAllLines(directory.resolve("signatures.ndjson"))).hasSize(50);
        assertThat(Files.readString(directory.resolve("MANIFEST.json"))).contains("\"finished\" : false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/v1/exports/signatures.ndjson", "api/v1/leases"})
    void exportThatBreaksOffLeavesNothing(String stream) throws Exception {
        signet.answers("GET /" + stream, "{\"recordId\":\"1\",\"batchId\":\"1\"}\n");

        for (var name : List.of("bundle", "bundle.tar.gz")) {
            assertThat(signet.run("export", "--out", directory.resolve(name).toString()))
                    .isEqualTo(1);
        }
        assertThat(signet.err()).contains("ends after 1 lines without saying that it is whole");
        try (var files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void serverThatIsNotThereExits4WithAHint() {
        assertThat(signet.plain("status", "--server", "http://localhost:1")).isEqualTo(4);

        assertThat(signet.err().lines())
                .containsExactly(
                        "signet: http://localhost:1 does not answer",
                        "        is Signet running? --server and --keys-server say where (signet demo, docker compose up)");
        assertThat(signet.out()).isEmpty();
    }

    @Test
    void refusalsAreToldInTheServersWords() {
        signet.answers("GET /api/v1/progress", 400, "{\"title\":\"Bad\",\"detail\":\"Not like this.\"}");

        assertThat(signet.run("status")).isEqualTo(1);
        assertThat(signet.err()).contains("/api/v1/progress: Not like this.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sing",
                "watch --timeout soon",
                "export",
                "export --record 1",
                "export --record 1 --dir x --out y",
                "verify file",
                "verify some"
            })
    void whatMakesNoSenseExits2WithASentence(String line) {
        assertThat(signet.plain(line.isEmpty() ? new String[0] : line.split(" ")))
                .isEqualTo(2);
        assertThat(signet.err()).startsWith("signet: ").doesNotContain("\tat ");
    }

    @Test
    void addressThatIsNoneExits2() {
        assertThat(signet.plain("status", "--server", "nonsense")).isEqualTo(2);
        assertThat(signet.err()).contains("'nonsense' is not an address like http://localhost:8080");
    }

    @Test
    void fileThatCannotBeWrittenIsSaidWithItsReason() throws Exception {
        var file = Files.writeString(directory.resolve("file"), "mine").toString();

        assertThat(signet.run("key", "export", "--out", directory + "/nowhere/jwks.json"))
                .isEqualTo(1);
        assertThat(signet.err()).contains("nowhere/jwks.json cannot be used: there is no such file or directory");
        assertThat(signet.run("export", "--out", file + "/bundle")).isEqualTo(1);
        assertThat(signet.err()).contains("cannot be used: ").doesNotContain("unforeseen");
        assertThat(signet.run("export", "--out", file, "--force")).isEqualTo(1);
        assertThat(signet.err()).contains(file + " is there already").contains("choose another name");
        assertThat(Path.of(file)).hasContent("mine");
    }

    @Test
    void answerOfAnotherShapeIsNoMishapOfThisProgram() {
        signet.answers("GET /api/v1/batches?limit=500", "{\"items\":[{\"id\":\"1\"}]}");

        assertThat(signet.run("verify", "all")).isEqualTo(1);
        assertThat(signet.err()).contains("signet: an answer is not what this version of signet understands");
    }

    @Test
    void helpNamesCommandsAndExitCodes() {
        assertThat(signet.plain("--help")).isZero();

        assertThat(signet.out()).contains("status", "watch", "verify", "export", "Exit codes:");
    }
}
