package dev.signet.cli.key;

import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ListCommand;
import dev.signet.cli.output.Column;
import dev.signet.cli.progress.Terminal;
import dev.signet.cli.server.Pages;
import java.util.List;
import java.util.Map;
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
            Column.time("Created", "createdAt"));

    public KeyListCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected Pages pages(Connection servers) {
        return new Pages(servers.keys(), "api/v1/keys", Map.of());
    }

    @Override
    protected List<Column> columns() {
        return COLUMNS;
    }
}
