package dev.signet.cli.vault;

import dev.signet.cli.command.Command;
import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.command.VaultAddress;
import dev.signet.cli.output.Column;
import dev.signet.cli.output.Output;
import dev.signet.cli.progress.Terminal;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

@CommandLine.Command(
        name = "index",
        description = {
            "List the index keys, newest first: what the vault turns ids into locators with.",
            "One that is in use has placed items that were neither opened nor stored anew since the next was made."
        },
        footer = {"", "Examples:", "  signet vault index"})
public final class VaultIndexCommand extends Command {
    static final String PATH = "api/v1/vault-index-keys";

    private static final List<Column> COLUMNS = List.of(
            Column.number("Version", "version"),
            Column.time("Created", "createdAt"),
            Column.time("Superseded", "supersededAt"),
            Column.time("Dropped", "droppedAt"),
            Column.text("In use", "inUse"));

    @Mixin
    private final VaultAddress address = new VaultAddress();

    @Mixin
    private final Output output = new Output();

    public VaultIndexCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected int run(Connection servers) throws Exception {
        try (var vault = address.first(servers);
                var listing = output.listing(terminal().out(), COLUMNS)) {
            listing.add(
                    vault.get(PATH, JsonNode.class).path("items").valueStream().toList());
        }
        return ExitCode.OK;
    }
}
