package dev.signet.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody at a terminal is asked for id and key. */
class VaultKeyboardTest {
    private static final Path SCRIPT = Path.of("/usr/bin/script");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String ID = "contract-42";
    private static final String KEY = "A".repeat(43);

    @TempDir
    private Path directory;

    @Test
    void idAndKeyAreAskedForAndNotShown() throws Exception {
        assumeTrue(Files.isExecutable(SCRIPT), "needs Debian's bsdutils");
        var path = Base64.getUrlEncoder().withoutPadding().encodeToString(ID.getBytes(US_ASCII));
        var screen = directory.resolve("screen");
        try (var signet = new FakeSignet()) {
            signet.answers("POST /api/v1/vault/~%s/open".formatted(path), "the payload");
            var terminal = terminal(signet, screen);
            try (var keyboard = terminal.outputWriter(US_ASCII)) {
                awaitText(screen, "id: ");
                keyboard.write(ID + "\n");
                keyboard.flush();
                awaitText(screen, "key: ");
                keyboard.write(KEY + "\n");
                keyboard.flush();
                assertThat(terminal.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            } finally {
                terminal.destroyForcibly();
            }

            assertThat(terminal.exitValue()).as(Files.readString(screen)).isZero();
            assertThat(signet.asked().getFirst().body()).contains(KEY);
        }
        assertThat(directory.resolve("out")).hasContent("the payload");
        assertThat(screen).content().doesNotContain(ID).doesNotContain(KEY);
    }

    private Process terminal(FakeSignet signet, Path screen) throws IOException {
        var command = "'%s' -cp '%s' dev.signet.cli.SignetCli vault get --out '%s' --server %s"
                .formatted(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        System.getProperty("java.class.path"),
                        directory.resolve("out"),
                        signet.url());
        return new ProcessBuilder(SCRIPT.toString(), "-qec", command, "/dev/null")
                .redirectErrorStream(true)
                .redirectOutput(screen.toFile())
                .start();
    }

    private static void awaitText(Path screen, String text) {
        await().atMost(PATIENCE).until(() -> Files.readString(screen).contains(text));
    }
}
