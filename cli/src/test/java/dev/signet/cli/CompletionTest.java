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

/** The scripts, run by the real shells. */
class CompletionTest {
    private static final Path BASH = Path.of("/bin/bash");
    private static final Path ZSH = Path.of("/usr/bin/zsh");

    // Types into a terminal of its own, presses Tab, and has what is in the line then said in braces.
    private static final String TYPE_INTO_ZSH = """
            zmodload zsh/zpty
            zpty shell zsh -f -i
            zpty -w shell "PS1= RPS1=; source $1; tell() { print -r -- \\"{\\$BUFFER}\\" }; zle -N tell; bindkey '^T' tell; print rea'dy'"
            zpty -r -m shell seen '*ready*'
            zpty -n -w shell "signet $2"$'\\t\\x14'
            zpty -r -m shell seen '*{signet*}*'
            print -r -- "$seen"
            """;

    private final FakeSignet signet = new FakeSignet();

    @TempDir
    private Path directory;

    @BeforeEach
    void write() throws IOException {
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

    @ParameterizedTest
    @CsvSource({
        "stat, status",
        "run pau, run pause",
        "record im, record import",
        "status -o nd, status -o ndjson",
        "batch list --state Q, batch list --state QUARANTINED"
    })
    void wordsAreCompletedInZshToo(String typed, String line) throws Exception {
        assumeTrue(Files.isExecutable(ZSH), "needs Debian's zsh");
        assertThat(signet.plain("completion", "zsh")).isZero();
        var script = Files.writeString(directory.resolve("signet.zsh"), signet.out());

        var zsh = new ProcessBuilder(ZSH.toString(), "-f", "-c", TYPE_INTO_ZSH, "zsh", script.toString(), typed)
                .redirectErrorStream(true);
        zsh.environment().put("HOME", directory.toString()); // zsh writes down there what it has found to complete

        assertThat(outputOf(zsh)).contains("{signet " + line);
    }

    @Test
    void otherShellsAreRefused() {
        assertThat(signet.plain("completion", "fish")).isEqualTo(2);
        assertThat(signet.err()).contains("expected one of [BASH, ZSH]").contains("fish");
    }

    private String completed(String typed) throws Exception {
        assumeTrue(Files.isExecutable(BASH), "needs Debian's bash");
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
        return outputOf(new ProcessBuilder(command).redirectErrorStream(true));
    }

    private static String outputOf(ProcessBuilder shell) throws Exception {
        var process = shell.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
