package dev.signet.cli;

import dev.signet.cli.progress.Terminal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import picocli.CommandLine;

/** {@code signet status | watch | verify | export}. */
@CommandLine.Command(
        name = "signet",
        description = "Signs every record once, with no key in two hands, and proves it.",
        mixinStandardHelpOptions = true,
        versionProvider = SignetCli.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  signet watch                      until every record is signed",
            "  signet verify all                 prove that every rule was kept",
            "  signet export --out signatures    the proof, to take elsewhere",
            "  signet verify file signatures     prove it there, offline",
            "",
            "Exit codes: 0 ok, 1 error, 2 usage, 3 not finished in time, 4 server unreachable,",
            "5 not found, 10 no signature, 12 signature does not match, 13 unknown key, 14 a rule was broken."
        })
public final class SignetCli {
    public static void main(String... args) {
        System.exit(run(Terminal.ofProcess(System.getenv()), args));
    }

    /** Runs one command and gives its exit code. */
    public static int run(Terminal terminal, String... args) {
        var failures = new Failures(terminal);
        return commandLine(terminal)
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        terminal.hasColor() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .registerConverter(Duration.class, DurationConverter::parse)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .execute(args);
    }

    private static CommandLine commandLine(Terminal terminal) {
        return new CommandLine(new SignetCli())
                .addSubcommand(withHelp(new StatusCommand(terminal)))
                .addSubcommand(withHelp(new WatchCommand(terminal)))
                .addSubcommand(withHelp(new VerifyCommand())
                        .addSubcommand(withHelp(new VerifyAllCommand(terminal)))
                        .addSubcommand(withHelp(new VerifyFileCommand(terminal))))
                .addSubcommand(withHelp(new ExportCommand(terminal)));
    }

    private static CommandLine withHelp(Object command) {
        var line = new CommandLine(command);
        line.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version());
        return line;
    }

    private SignetCli() {}

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = SignetCli.class.getPackage().getImplementationVersion();
            return new String[] {"signet " + (version == null ? "(not packaged)" : version)};
        }
    }
}
