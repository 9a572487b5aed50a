package dev.signet.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** What the README tells people to type about the vault: command line and curl, through the console. */
final class VaultReadme {
    private static final Path CURL = Path.of("/usr/bin/curl");
    private static final Pattern SECTION = Pattern.compile("### The vault\n.*?```\n(.*?)```", Pattern.DOTALL);
    private static final String SHOWN_KEY = "2hS0…";

    private VaultReadme() {}

    /**
     * Types every line of it, and asserts that it does what it says.
     *
     * @param operator file that holds the token of one who may do it
     * @param directory in which it is done
     */
    static void typeAt(URI console, Path operator, Path directory) throws Exception {
        assumeTrue(Files.isExecutable(CURL), "no curl: install the Debian package curl");
        var payload = new byte[700_000];
        new Random(1).nextBytes(payload);
        var file = Files.write(directory.resolve("contract.pdf"), payload);
        var script = environment(console, operator, directory);
        var output = "";
        var key = SHOWN_KEY;
        for (var line : lines()) {
            if (line.startsWith("{")) { // what the command before it says
                key = output.replaceFirst("\\{\"key\":\"([\\w-]{43})\".*", "$1");
                assertThat(output).isEqualTo(line.replace(SHOWN_KEY, key));
            } else {
                output = run(script + line.replace(SHOWN_KEY, key), directory);
                assertThat(Files.readAllBytes(file)).as(line).isEqualTo(payload);
            }
        }
    }

    private static List<String> lines() throws IOException {
        var section = SECTION.matcher(Files.readString(Path.of("../README.md")));
        assertThat(section.find()).isTrue();
        return section.group(1).lines().filter(line -> !line.isBlank()).toList();
    }

    /** As the README has it before, but for where things are here. */
    private static String environment(URI console, Path operator, Path directory) throws IOException {
        var signet = directory.resolve("signet");
        Files.writeString(
                signet,
                "exec '%s' -cp '%s' dev.signet.cli.SignetCli \"$@\"\n"
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                System.getProperty("java.class.path")));
        return """
                set -eo pipefail
                export SIGNET_SERVER=%1$s SIGNET_TOKEN_FILE='%2$s'
                signet='bash %3$s'
                operator="Authorization: Bearer $(cat '%2$s')"
                curl() { command curl --silent --show-error --fail "${@//localhost:8080/%4$s}"; }
                """.formatted(console, operator, signet, console.getAuthority());
    }

    private static String run(String script, Path directory) throws Exception {
        var said = directory.resolve("said");
        var process = new ProcessBuilder("/bin/bash", "-c", script)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor()).as(script + Files.readString(said)).isZero();
        return Files.readString(said, UTF_8).strip();
    }
}
