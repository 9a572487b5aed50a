package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts, run by a real bash. */
class CompletionTest {
    private static final Path BASH = Path.of("/bin/bash");

    private final FakeSignet signet = new FakeSignet();

    @TempDir
    private Path directory;

    @BeforeEach
    void write() throws IOException {
        assumeTrue(Files.isExecutable(BASH), "needs Debian's bash");
        assertThat(signet.plain("completion", "bash")).isZero();
        Files.writeString(directory.resolve("signet.bash"), signet.out());
    }

    @AfterEach
    void close() {
        signet.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'st', status",
        "'run ', 'list show pause resume'",
        "'record im', import",
        "'verify ', 'record all'",
        "'status -o ', 'table json ndjson csv'",
        "'batch list --state Q', QUARANTINED",
        "'key export --f', '--format --force'",
        "'completion ', 'bash zsh'"
    })
    void wordsAreCompleted(String typed, String offered) throws Exception {
        assertThat(completed(typed).split("\\s+")).contains(offered.split(" "));
    }

    @Test
    void everyCommandOfTheLauncherIsOffered() throws Exception {
        assertThat(completed("").split("\\s+")).contains("demo", "bench", "chaos", "doctor", "wait", "version");
    }

    @Test
    void scriptForZshIsForZshToo() {
        assertThat(signet.plain("completion", "zsh")).isZero();
        assertThat(signet.out()).contains("bashcompinit").contains("compdef");
    }

    @Test
    void otherShellsAreRefused() {
        assertThat(signet.plain("completion", "fish")).isEqualTo(2);
        assertThat(signet.err()).contains("expected one of [BASH, ZSH]").contains("fish");
    }

    private String completed(String typed) throws Exception {
        var words = ("signet " + typed).split(" ", -1);
        var script = """
                source "$1"
                shift
                compopt() { :; } # bash has it only while it completes
                COMP_WORDS=("$@")
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _complete_signet
                printf '%s\\n' "${COMPREPLY[@]}"
                """;
        var command = new ArrayList<>(List.of(
                BASH.toString(),
                "-e",
                "-c",
                script,
                "bash",
                directory.resolve("signet.bash").toString()));
        command.addAll(List.of(words));
        var bash = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(output).isZero();
        return output;
    }
}
