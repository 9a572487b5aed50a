package dev.signet.cli.key;

import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ListCommand;
import dev.signet.cli.output.Column;
import dev.signet.cli.progress.Terminal;
import dev.signet.cli.server.Server;
import java.util.List;
import picocli.CommandLine;

@CommandLine.Command(
        name = "list",
        description = "List keys in the order in which they came into the keyring.",
        footer = {"", "Examples:", "  signet key list", "  signet key list --all -o csv"})
public final class KeyListCommand extends ListCommand {
    private static final List<Column> COLUMNS = List.of(
            Column.text("Id", "id"),
            Column.text("Algorithm", "algorithm"),
            Column.text("State", "state"),
            Column.number("Batches signed", "useCount"),
            Column.number("Token", "token"),
            Column.number("Last used", "lastUsedTick"),
            Column.text("Origin", "origin"),
            Column.time("Created", "createdAt"),
            Column.number("Most uses", "maxUses"),
            Column.time("Retires", "retiresAt"));

    public KeyListCommand(Terminal terminal) {
        super(terminal, "api/v1/keys", COLUMNS);
    }

    @Override
    protected Server server(Connection servers) {
        return servers.keys();
    }
}
