package dev.signet.cli;

import dev.signet.cli.progress.Figures;
import dev.signet.cli.progress.ProgressSource;
import dev.signet.cli.progress.Terminal;
import dev.signet.cli.server.Json;
import dev.signet.cli.verify.LedgerCheck;
import dev.signet.cli.verify.LedgerReport;
import dev.signet.cli.verify.Summary;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(
        name = "all",
        description = {
            "Verify every signature, and prove from published data alone that every rule was kept.",
            "Exit code 14 if one was not, 3 if the run does not end within --timeout (60s)."
        })
final class VerifyAllCommand extends Command {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Option(names = "--json", description = "the figures as JSON")
    private boolean isJson;

    VerifyAllCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(Connection servers) throws Exception {
        if (isJson) {
            var report = check(terminal(), servers);
            terminal().out().println(Json.MAPPER.writeValueAsString(report));
            return exitCode(report);
        }
        return verify(terminal(), servers);
    }

    static int verify(Terminal terminal, Connection servers) throws InterruptedException {
        var report = check(terminal, servers);
        var progress = ProgressSource.of(servers.collection()).read();
        Summary.print(terminal.out(), progress, report, servers.next());
        return exitCode(report);
    }

    private static LedgerReport check(Terminal terminal, Connection servers) throws InterruptedException {
        terminal.err().println("verifying every signature and the ledger");
        return new LedgerCheck(servers.ledger(), servers.timeoutOr(PATIENCE)).run(new Narrator(terminal));
    }

    private static int exitCode(LedgerReport report) {
        return report.holds() ? ExitCode.OK : ExitCode.BROKEN_PROMISE;
    }

    /** Counts up in place, on a screen only. */
    record Narrator(Terminal terminal) implements LedgerCheck.Listener {
        @Override
        public void waiting(String reason) {
            terminal.err().println("waiting: " + reason);
        }

        @Override
        public void verified(long soFar) {
            if (terminal.isInteractive()) {
                terminal.err().print("\r" + Figures.count(soFar, "signature") + " verified\r");
            }
        }
    }
}
