package dev.signet.standalone;

import dev.signet.cli.progress.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code signet demo intake}: records that come in as messages, masked, signed and proved. */
@Command(
        name = "intake",
        mixinStandardHelpOptions = true,
        description =
                "Sends login events, some malformed, some twice; takes them in masked, signs them all, and accounts for each.",
        footer = {
            "",
            "Exit codes: 0 every message is accounted for and every rule held, 1 error, 2 usage, 4 a given server",
            "cannot be used, 14 the sums differ or a rule was broken, 130 stopped by Ctrl-C."
        })
final class IntakeDemo implements Callable<Integer> {
    @Mixin
    private IntakeDemoOptions options = new IntakeDemoOptions();

    private final Terminal terminal;

    IntakeDemo(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        options.check();
        try (var home = DemoHome.open(null)) {
            return new IntakeDemoRun(options, home, terminal).run();
        }
    }
}
