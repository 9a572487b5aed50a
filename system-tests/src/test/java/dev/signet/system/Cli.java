package dev.signet.system;

import dev.signet.cli.SignetCli;
import dev.signet.cli.progress.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/** The command line against a test's system. */
final class Cli {
    private final TestSystem system;

    Cli(TestSystem system) {
        this.system = system;
    }

    /** What a command has said and ended with. */
    record Said(int exitCode, String out, String err) {}

    Said run(String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var servers = Stream.of(
                "--server",
                system.url(Service.COLLECTION).toString(),
                "--keys-server",
                system.url(Service.KEYS).toString());
        var exitCode = SignetCli.run(
                Terminal.plain(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)),
                Stream.concat(Arrays.stream(args), servers).toArray(String[]::new));
        return new Said(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
