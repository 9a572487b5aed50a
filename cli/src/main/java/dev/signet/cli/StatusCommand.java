package dev.signet.cli;

import dev.signet.cli.command.Command;
import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.command.KeyringName;
import dev.signet.cli.output.Column;
import dev.signet.cli.output.Output;
import dev.signet.cli.output.Printable;
import dev.signet.cli.progress.Figures;
import dev.signet.cli.progress.Progress;
import dev.signet.cli.progress.ProgressSource;
import dev.signet.cli.progress.Terminal;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@CommandLine.Command(
        name = "status",
        description = "Say how far the newest run is.",
        footer = {
            "",
            "Examples:",
            "  signet status",
            "  signet status --keyring invoices",
            "  signet status -o json | jq .records.signed",
            "  signet status -o csv"
        })
final class StatusCommand extends Command {
    private static final List<Column> COLUMNS = List.of(
            Column.time("As of", "asOf"),
            Column.text("Run", "runId"),
            Column.text("State", "state"),
            Column.text("Why", "reason"),
            Column.number("Batch size", "batchSize"),
            Column.number("Seconds", "elapsedSeconds"),
            Column.number("Records", "records/total"),
            Column.number("Signed", "records/signed"),
            Column.number("Quarantined", "records/quarantined"),
            Column.number("Batches", "batches/total"),
            Column.number("Batches signed", "batches/signed"),
            Column.number("Per second", "ratePerSecond"),
            Column.number("Parked", "parked"),
            Column.text("Keyring", "keyring"));

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final KeyringName keyring = new KeyringName();

    @Option(names = "--json", description = "the server's answer as it is")
    private boolean isJson;

    StatusCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected int run(Connection servers) throws Exception {
        var path = keyring.in(ProgressSource.PATH);
        if (isJson) {
            try (var body = servers.collection().stream(path)) {
                body.transferTo(terminal().out());
                terminal().out().println();
            }
        } else if (output.isTable()) {
            print(
                    ProgressSource.of(servers.collection(), path).read(),
                    terminal().out());
        } else {
            var progress = servers.collection().get(path, JsonNode.class);
            output.show(terminal().out(), progress, COLUMNS);
        }
        return ExitCode.OK;
    }

    private void print(Progress progress, PrintStream out) {
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
        keyring.given().ifPresent(name -> out.printf("Keyring   %s%n", Printable.of(name)));
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
