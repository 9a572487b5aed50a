package dev.signet.cli.keyring;

import dev.signet.cli.command.Command;
import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.output.Column;
import dev.signet.cli.output.Output;
import dev.signet.cli.progress.Terminal;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

@CommandLine.Command(
        name = "list",
        description = "List keyrings, each with its newest run and its keys.",
        footer = {"", "Examples:", "  signet keyring list", "  signet keyring list -o json | jq '.[].progress.state'"})
public final class KeyringListCommand extends Command {
    private static final List<Column> COLUMNS = List.of(
            Column.text("Name", "name"),
            Column.number("Batch size", "batchSize"),
            Column.text("Run", "progress/runId"),
            Column.text("State", "progress/state"),
            Column.number("Records", "progress/records/total"),
            Column.number("Signed", "progress/records/signed"),
            Column.number("Quarantined", "progress/records/quarantined"),
            Column.number("Per second", "progress/ratePerSecond"),
            Column.number("Keys free", "progress/keys/free"),
            Column.number("Leased", "progress/keys/leased"),
            Column.number("Disabled", "progress/keys/disabled"),
            Column.text("Why", "progress/reason"));

    @Mixin
    private final Output output = new Output();

    public KeyringListCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected int run(Connection servers) throws Exception {
        var items = servers.collection().get("api/v1/keyrings", JsonNode.class).path("items");
        try (var listing = output.listing(terminal().out(), COLUMNS)) {
            listing.add(items.valueStream().toList());
        }
        return ExitCode.OK;
    }
}
