package dev.signet.cli.key;

import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ListCommand;
import dev.signet.cli.output.Column;
import dev.signet.cli.progress.Terminal;
import dev.signet.cli.server.Server;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(
        name = "list",
        description = "List keys in the order in which they came in.",
        footer = {
            "",
            "Examples:",
            "  signet key list",
            "  signet key list --all -o csv",
            "  signet key list --keyring invoices"
        })
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
            Column.time("Retires", "retiresAt"),
            Column.text("Keyring", "keyring"));

    @Option(names = "--keyring", paramLabel = "NAME", description = "only those of this keyring")
    private @Nullable String keyring;

    public KeyListCommand(Terminal terminal) {
        super(terminal, "api/v1/keys", COLUMNS);
    }

    @Override
    protected Server server(Connection servers) {
        return servers.keys();
    }

    @Override
    protected Map<String, String> filters() {
        return keyring == null ? Map.of() : Map.of("keyring", keyring);
    }
}
