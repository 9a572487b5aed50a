package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script where it was installed: with its jars beside it, and no sources. */
class LauncherIT {
    private static final String CORES_ALLOWED = "ulimit -S -c \"$(ulimit -H -c)\" && exec \"$0\" \"$@\"";

    @TempDir
    private Path installation;

    @BeforeEach
    void install() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs Debian's bash");
        Installation.install(installation);
    }

    @Test
    void everyCommandIsListedAndAMistypedOneIsAnswered() throws Exception {
        var help = signet(Map.of(), "--help");
        assertThat(help.exitCode()).as(help.toString()).isZero();
        assertThat(help.output()).contains("demo", "bench", "chaos", "doctor", "signing-service", "Exit codes:");

        var mistyped = signet(Map.of(), "doktor");
        assertThat(mistyped.exitCode()).isEqualTo(2);
        assertThat(mistyped.output()).contains("signet: there is no command 'doktor'", "did you mean doctor?");
    }

    @Test
    void secondStartUsesTheClassesThatTheFirstHasKept() throws Exception {
        assertThat(signet(Map.of(), "--version").exitCode()).isZero();

        // on: a JVM that cannot use its cache does not start
        var started = signet(Map.of("SIGNET_JAVA_OPTS", "-XX:AOTMode=on"), "--version");
        assertThat(started.exitCode()).as(started.toString()).isZero();
        assertThat(started.output()).startsWith("signet ").hasLineCount(1);
        try (var files = Files.list(installation)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("signet", "lib", "cli.aot");
        }
    }

    @Test
    void noCopyOfTheMemoryIsLeftBehind() throws Exception {
        var flags = signet(Map.of("SIGNET_JAVA_OPTS", "-XX:+PrintFlagsFinal"), "--version");

        assertThat(flags.output())
                .containsPattern("CreateCoredumpOnCrash +=? +false")
                .containsPattern("HeapDumpOnOutOfMemoryError +=? +false")
                .containsPattern("DisableAttachMechanism +=? +true");
    }

    @Test
    void noCoreIsWrittenByWhateverIsStarted() throws Exception {
        var jdk = Files.createDirectories(installation.resolve("jdk/bin")).resolveSibling("release");
        Files.writeString(jdk, "JAVA_VERSION=\"25\"\n");
        var java = Files.writeString(jdk.resolveSibling("bin/java"), "#!/bin/sh\necho \"cores: $(ulimit -c)\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        var home = Map.of("JAVA_HOME", installation.resolve("jdk").toString());

        for (var part : List.of("--version", "key-service", "signing-service")) {
            assertThat(signet(home, part).output()).isEqualTo("cores: 0\n");
        }
    }

    @Test
    void portThatIsNoneIsNamedAsPeopleSetIt() throws Exception {
        installation = Installation.launcher().resolveSibling("").toAbsolutePath();

        var service = signet(Map.of("SIGNET_PORT", "http"), "batch-dispatcher");

        assertThat(service.exitCode()).isEqualTo(2);
        assertThat(service.output())
                .contains("signet: cannot start: SIGNET_PORT is 'http', which is not a valid Integer");
    }

    @Test
    void servicesStartFromTheCacheThatAWarmUpMakes() throws Exception {
        installation = Installation.launcher().resolveSibling("").toAbsolutePath();
        var on = "-XX:AOTMode=on"; // a JVM that cannot use its cache does not start

        var demo = signet(Map.of("SIGNET_JAVA_OPTS", on), "demo", "--help");
        assertThat(demo.exitCode()).as(demo.toString()).isZero();

        // with the optimising compiler, which the cache was not made with
        var service = signet(Map.of("SIGNET_JAVA_OPTS", on + " -Dsignet.crash-at=NOWHERE"), "batch-dispatcher");
        assertThat(service.output()).contains("signet: cannot start: signet.crash-at must name a crash point");
        assertThat(service.exitCode()).isEqualTo(2);
    }

    @Test
    void cacheThatIsOfNoUseIsNotTalkedAbout() throws Exception {
        Files.writeString(installation.resolve("cli.aot"), "no cache");

        var started = signet(Map.of(), "--version");

        assertThat(started.exitCode()).isZero();
        assertThat(started.output()).startsWith("signet ").hasLineCount(1);
    }

    @Test
    void whatNeedsTheSourcesSaysSo() throws Exception {
        var chaos = signet(Map.of(), "chaos");

        assertThat(chaos.exitCode()).isEqualTo(2);
        assertThat(chaos.output()).isEqualTo("signet: chaos needs the sources; run it from a clone.\n");
    }

    private record Said(int exitCode, String output) {}

    private Said signet(Map<String, String> environment, String... args) throws Exception {
        var command = new ArrayList<>(List.of(
                "/bin/bash", "-c", CORES_ALLOWED, installation.resolve("signet").toString()));
        command.addAll(List.of(args));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), output);
    }
}
