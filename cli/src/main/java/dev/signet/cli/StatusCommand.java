package dev.signet.cli;

import dev.signet.cli.progress.Figures;
import dev.signet.cli.progress.Progress;
import dev.signet.cli.progress.ProgressSource;
import dev.signet.cli.progress.Terminal;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(name = "status", description = "Say how far the newest run is.")
final class StatusCommand extends Command {
    @Option(names = "--json", description = "the server's answer as it is")
    private boolean isJson;

    StatusCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(Connection servers) throws Exception {
        if (isJson) {
            try (var body = servers.collection().stream("api/v1/progress")) {
                body.transferTo(terminal().out());
                terminal().out().println();
            }
        } else {
            print(ProgressSource.of(servers.collection()).read(), terminal().out());
        }
        return ExitCode.OK;
    }

    private static void print(Progress progress, PrintStream out) {
        if (progress.runId() == null) {
            out.println("No run yet: waiting for records.");
            return;
        }
        var records = progress.records();
        var batches = progress.batches();
        out.printf(
                "Run %s  %s  %s %s   batch size %s%n",
                progress.runId(),
                progress.state(),
                progress.state().isFinished() ? "in" : "for",
                Figures.seconds(progress.elapsed()),
                Figures.count(progress.batchSize()));
        if (progress.reason() != null) {
            out.printf("Why       %s%n", progress.reason());
        }
        out.printf(
                "Records   %s signed   %s left   %s quarantined%n",
                Figures.count(records.signed()),
                Figures.count(Math.max(0, records.total() - records.signed() - records.quarantined())),
                Figures.count(records.quarantined()));
        if (progress.keys() != null) {
            out.printf(
                    "Keys      %s in use   %s free   %s disabled%n",
                    Figures.count(progress.keys().leased()),
                    Figures.count(progress.keys().free()),
                    Figures.count(progress.keys().disabled()));
        }
        out.printf(
                "Batches   %s of %s signed   %s deferred%n",
                Figures.count(batches.signed()),
                Figures.count(batches.total() - batches.superseded()),
                Figures.count(batches.deferred()));
    }
}
