package dev.signet.cli;

import dev.signet.cli.command.Command;
import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.command.Patience;
import dev.signet.cli.output.Column;
import dev.signet.cli.output.Output;
import dev.signet.cli.progress.Figures;
import dev.signet.cli.progress.ProgressSource;
import dev.signet.cli.progress.Terminal;
import dev.signet.cli.server.Json;
import dev.signet.cli.verify.LedgerCheck;
import dev.signet.cli.verify.LedgerReport;
import dev.signet.cli.verify.Summary;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@CommandLine.Command(
        name = "all",
        description = {
            "Verify every signature, and prove from published data alone that every rule was kept.",
            "Exit code 14 if one was not, 3 if the run does not end within --timeout (60s)."
        },
        footer = {"", "Examples:", "  signet verify all", "  signet verify all -o json | jq .verified"})
final class VerifyAllCommand extends Command {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static final List<Column> COLUMNS = List.of(
            Column.number("Records", "records"),
            Column.number("Signed", "signed"),
            Column.number("Verified", "verified"),
            Column.number("Unverified", "unverified"),
            Column.number("Unsigned", "unsigned"),
            Column.number("Quarantined", "quarantined"),
            Column.number("Signed twice", "doubleSigned"),
            Column.number("Keys used at once", "concurrentKeyUse"),
            Column.number("Batches with several keys", "mixedKeyBatches"),
            Column.number("Taken out of turn", "lruViolations"),
            Column.number("Inconsistencies", "inconsistencies"));

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final Patience patience = new Patience();

    @Option(names = "--json", description = "the same as -o ndjson")
    private boolean isJson;

    VerifyAllCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected int run(Connection servers) throws Exception {
        if (!isJson && output.isTable()) {
            return verify(terminal(), servers, patience);
        }
        var report = check(terminal(), servers, patience);
        if (isJson) {
            terminal().out().println(Json.MAPPER.writeValueAsString(report));
        } else {
            output.show(terminal().out(), Json.MAPPER.valueToTree(report), COLUMNS);
        }
        return exitCode(report);
    }

    static int verify(Terminal terminal, Connection servers, Patience patience) throws InterruptedException {
        var report = check(terminal, servers, patience);
        var progress = ProgressSource.of(servers.collection()).read();
        Summary.print(terminal.out(), progress, report, servers.next());
        return exitCode(report);
    }

    private static LedgerReport check(Terminal terminal, Connection servers, Patience patience)
            throws InterruptedException {
        terminal.err().println("verifying every signature and the ledger");
        return new LedgerCheck(servers.ledger(), patience.or(PATIENCE)).run(new Narrator(terminal));
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
