package dev.signet.standalone;

import dev.signet.cli.progress.Terminal;
import dev.signet.platform.ServiceMain;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code signet demo}: everything in one process, signed, verified and proved. */
@Command(
        name = "signet demo",
        mixinStandardHelpOptions = true,
        description = "Signs N records with K keys in one process, and proves that every rule was kept.",
        footer = {"", "Exit codes: 0 every rule held, 1 error or quarantined records, 2 usage, 14 a rule was broken."})
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
                .setParameterExceptionHandler((e, _) -> refuse(terminal, String.valueOf(e.getMessage())))
                .setExecutionExceptionHandler(
                        (e, _, _) -> interruption.happened() ? interrupted(terminal) : fail(terminal, e))
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

    private static int refuse(Terminal terminal, String sentence) {
        terminal.err().println("signet: " + sentence);
        terminal.err().println("        ./signet demo --help lists the options.");
        return 2;
    }

    private static int interrupted(Terminal terminal) {
        terminal.err().println("signet: stopped; with --data-dir, the same command continues");
        return 1;
    }

    private static int fail(Terminal terminal, Exception failure) {
        return switch (failure) {
            case SystemOptions.BadOption e -> refuse(terminal, String.valueOf(e.getMessage()));
            case ServerNotThere e -> {
                terminal.err().println("signet: " + e.getMessage());
                yield 2;
            }
            default -> {
                terminal.err().println("signet: " + ServiceMain.reason(failure));
                yield 1;
            }
        };
    }
}
