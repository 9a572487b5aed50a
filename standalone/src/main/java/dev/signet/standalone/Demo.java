package dev.signet.standalone;

import dev.signet.cli.command.ExitCode;
import dev.signet.cli.progress.Terminal;
import dev.signet.platform.ServiceMain;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code signet demo}: everything in one process, signed, verified and proved. */
@Command(
        name = "signet demo",
        mixinStandardHelpOptions = true,
        description = "Signs N records with K keys in one process, and proves that every rule was kept.",
        footer = {
            "",
            "Exit codes: 0 every rule held, 1 error or quarantined records, 2 usage, 4 a given server cannot be used,",
            "14 a rule was broken, 130 stopped by Ctrl-C."
        })
public final class Demo implements Callable<Integer> {
    @Mixin
    private DemoOptions options = new DemoOptions();

    private final Terminal terminal;

    private Demo(Terminal terminal) {
        this.terminal = terminal;
    }

    public static void main(String[] args) {
        var terminal = Terminal.ofProcess(System.getenv());
        var interruption = Interruption.ofThisThread();
        var code = new CommandLine(new Demo(terminal))
                .addSubcommand(new IntakeDemo(terminal))
                .setParameterExceptionHandler((e, _) -> refuse(terminal, e, e.getCommandLine()))
                .setExecutionExceptionHandler((e, command, _) ->
                        interruption.happened() ? interrupted(terminal, command) : fail(terminal, e, command))
                .execute(args);
        System.exit(interruption.exitCodeOr(code));
    }

    @Override
    public Integer call() throws Exception {
        options.check();
        try (var home = DemoHome.open(options.dataDir)) {
            return new DemoRun(options, home, terminal).run();
        }
    }

    private static int refuse(Terminal terminal, Exception failure, CommandLine command) {
        return tell(terminal, ExitCode.USAGE, failure.getMessage(), help(command));
    }

    private static int interrupted(Terminal terminal, CommandLine command) {
        return tell(
                terminal,
                ExitCode.STOPPED,
                "stopped",
                canKeep(command)
                        ? "with --data-dir, the same command continues"
                        : "the same command begins anew; nothing was kept");
    }

    private static int fail(Terminal terminal, Exception failure, CommandLine command) {
        return switch (failure) {
            case SystemOptions.BadOption e -> refuse(terminal, e, command);
            case ServerNotThere e ->
                tell(
                        terminal,
                        ExitCode.UNREACHABLE,
                        e.getMessage(),
                        "is it there, and does it let this user in? Without the option the demo brings its own");
            default ->
                tell(
                        terminal,
                        ExitCode.ERROR,
                        ServiceMain.reason(failure),
                        canKeep(command)
                                ? "with --data-dir DIR its log stays, as DIR/signet.log, and says more"
                                : help(command));
        };
    }

    private static boolean canKeep(CommandLine command) {
        return command.getCommandSpec().findOption("--data-dir") != null;
    }

    private static String help(CommandLine command) {
        return "./%s --help lists the options"
                .formatted(command.getCommandSpec().qualifiedName());
    }

    private static int tell(Terminal terminal, int exitCode, @Nullable String sentence, String hint) {
        terminal.err().println("signet: " + sentence);
        terminal.err().println("        " + hint);
        return exitCode;
    }
}
