package dev.signet.cli;

import dev.signet.cli.audit.AuditCommand;
import dev.signet.cli.audit.AuditVerifyCommand;
import dev.signet.cli.batch.BatchCommand;
import dev.signet.cli.batch.BatchListCommand;
import dev.signet.cli.batch.BatchShowCommand;
import dev.signet.cli.command.DurationConverter;
import dev.signet.cli.doctor.DoctorCommand;
import dev.signet.cli.intake.IntakeCommand;
import dev.signet.cli.intake.IntakeListCommand;
import dev.signet.cli.intake.IntakeRecoverCommand;
import dev.signet.cli.key.KeyCommand;
import dev.signet.cli.key.KeyDisableCommand;
import dev.signet.cli.key.KeyEnableCommand;
import dev.signet.cli.key.KeyExportCommand;
import dev.signet.cli.key.KeyImportCommand;
import dev.signet.cli.key.KeyLimitCommand;
import dev.signet.cli.key.KeyListCommand;
import dev.signet.cli.key.KeyNewCommand;
import dev.signet.cli.key.KeyRetireCommand;
import dev.signet.cli.key.KeyRewrapCommand;
import dev.signet.cli.key.KeyUnsealCommand;
import dev.signet.cli.keyring.KeyringCommand;
import dev.signet.cli.keyring.KeyringListCommand;
import dev.signet.cli.progress.Terminal;
import dev.signet.cli.record.RecordCommand;
import dev.signet.cli.record.RecordGetCommand;
import dev.signet.cli.record.RecordImportCommand;
import dev.signet.cli.record.RecordListCommand;
import dev.signet.cli.record.VerifyRecordCommand;
import dev.signet.cli.run.RunCommand;
import dev.signet.cli.run.RunListCommand;
import dev.signet.cli.run.RunPauseCommand;
import dev.signet.cli.run.RunResumeCommand;
import dev.signet.cli.run.RunShowCommand;
import dev.signet.cli.token.TokenCommand;
import dev.signet.cli.token.TokenListCommand;
import dev.signet.cli.token.TokenNewCommand;
import dev.signet.cli.token.TokenRevokeCommand;
import dev.signet.cli.vault.VaultCommand;
import dev.signet.cli.vault.VaultDropCommand;
import dev.signet.cli.vault.VaultGetCommand;
import dev.signet.cli.vault.VaultIndexCommand;
import dev.signet.cli.vault.VaultPutCommand;
import dev.signet.cli.vault.VaultRmCommand;
import dev.signet.cli.vault.VaultRotateCommand;
import dev.signet.cli.version.Version;
import dev.signet.cli.version.VersionCommand;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import picocli.CommandLine;

/** The whole command line: what there is, and how it is read. */
@CommandLine.Command(
        name = "signet",
        description = "Signs every record once, with no key in two hands, and proves it.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Services, each in a process of its own (see the README): setup, migrate, collection-service,",
            "key-service, batch-dispatcher, signing-service, audit-service, vault-service, console, seeder.",
            "",
            "Examples:",
            "  signet watch                      until every record is signed",
            "  signet verify all                 prove that every rule was kept",
            "  signet export --out signatures    the proof, to take elsewhere",
            "  signet verify file signatures     prove it there, offline",
            "  signet record import FILE && signet wait",
            "  signet doctor                     when something does not work",
            "",
            "Exit codes: 0 ok, 1 error, 2 usage, 3 not finished in time, 4 server unreachable,",
            "5 not found, 6 not allowed, 10 no signature, 12 signature does not match, 13 unknown key,",
            "14 a promise is broken, 130 stopped by Ctrl-C."
        })
public final class SignetCli {
    private static final int WIDTH = 100;

    public static void main(String... args) {
        System.exit(run(Terminal.ofProcess(System.getenv()), args));
    }

    /** Runs one command and gives its exit code. */
    public static int run(Terminal terminal, String... args) {
        return run(terminal, System.in, args);
    }

    static int run(Terminal terminal, InputStream in, String... args) {
        var failures = new Failures(terminal);
        return commandLine(terminal, in)
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

    static CommandLine commandLine(Terminal terminal, InputStream in) {
        return withHelp(new SignetCli())
                .addSubcommand(withHelp(new StatusCommand(terminal)))
                .addSubcommand(withHelp(new WatchCommand(terminal)))
                .addSubcommand(withHelp(new WaitCommand(terminal)))
                .addSubcommand(withHelp(
                        new RunCommand(),
                        new RunListCommand(terminal),
                        new RunShowCommand(terminal),
                        new RunPauseCommand(terminal),
                        new RunResumeCommand(terminal)))
                .addSubcommand(withHelp(
                        new RecordCommand(),
                        new RecordGetCommand(terminal),
                        new RecordListCommand(terminal),
                        new RecordImportCommand(terminal, in)))
                .addSubcommand(
                        withHelp(new BatchCommand(), new BatchListCommand(terminal), new BatchShowCommand(terminal)))
                .addSubcommand(withHelp(
                        new IntakeCommand(), new IntakeListCommand(terminal), new IntakeRecoverCommand(terminal)))
                .addSubcommand(withHelp(
                        new KeyCommand(),
                        new KeyListCommand(terminal),
                        new KeyNewCommand(terminal),
                        new KeyImportCommand(terminal),
                        new KeyExportCommand(terminal),
                        new KeyDisableCommand(terminal),
                        new KeyEnableCommand(terminal),
                        new KeyRetireCommand(terminal),
                        new KeyLimitCommand(terminal),
                        new KeyUnsealCommand(terminal),
                        new KeyRewrapCommand(terminal)))
                .addSubcommand(withHelp(new KeyringCommand(), new KeyringListCommand(terminal)))
                .addSubcommand(withHelp(
                        new VerifyCommand(),
                        new VerifyRecordCommand(terminal),
                        new VerifyFileCommand(terminal),
                        new VerifyAllCommand(terminal)))
                .addSubcommand(withHelp(new ExportCommand(terminal)))
                .addSubcommand(withHelp(new AuditCommand(), new AuditVerifyCommand(terminal)))
                .addSubcommand(withHelp(
                        new VaultCommand(),
                        new VaultPutCommand(terminal, in),
                        new VaultGetCommand(terminal),
                        new VaultRmCommand(terminal),
                        new VaultIndexCommand(terminal),
                        new VaultRotateCommand(terminal),
                        new VaultDropCommand(terminal)))
                .addSubcommand(withHelp(
                        new TokenCommand(),
                        new TokenNewCommand(terminal),
                        new TokenListCommand(terminal),
                        new TokenRevokeCommand(terminal)))
                .addSubcommand(withHelp(new DoctorCommand(terminal)))
                .addSubcommand(withHelp(new LauncherCommand.Demo()))
                .addSubcommand(withHelp(new LauncherCommand.Bench()))
                .addSubcommand(withHelp(new LauncherCommand.Chaos()))
                .addSubcommand(withHelp(new CompletionCommand(terminal)))
                .addSubcommand(withHelp(new VersionCommand(terminal)));
    }

    // Whatever the terminal's width: lines that are broken elsewhere are hard to copy.
    private static CommandLine withHelp(Object command, Object... subcommands) {
        var line = new CommandLine(command);
        line.getCommandSpec()
                .mixinStandardHelpOptions(true)
                .versionProvider(new Version.Provider())
                .usageMessage()
                .width(WIDTH);
        for (var subcommand : subcommands) {
            line.addSubcommand(withHelp(subcommand));
        }
        return line;
    }

    private SignetCli() {}
}
