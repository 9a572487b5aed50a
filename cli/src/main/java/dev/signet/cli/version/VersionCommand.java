package dev.signet.cli.version;

import dev.signet.cli.command.Command;
import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.output.Column;
import dev.signet.cli.output.Output;
import dev.signet.cli.progress.Terminal;
import dev.signet.cli.server.Json;
import dev.signet.cli.server.Server;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ObjectNode;

@CommandLine.Command(
        name = "version",
        description = "Say which builds these are: this program's, and the servers' where they can be reached.",
        footer = {"", "Examples:", "  signet version", "  signet version -o json"})
public final class VersionCommand extends Command {
    private static final List<Column> COLUMNS = List.of(
            Column.text("Program", "program"), Column.text("Version", "version"), Column.text("Commit", "commit"));

    @Mixin
    private final Output output = new Output();

    public VersionCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected int run(Connection servers) throws Exception {
        try (var listing = output.listing(terminal().out(), COLUMNS)) {
            listing.add(List.of(
                    row("signet", Version.own()),
                    row("collection-service", servers.collection()),
                    row("key-service", servers.keys())));
        }
        return ExitCode.OK;
    }

    private ObjectNode row(String name, Server server) throws InterruptedException {
        return switch (ServerVersion.of(server)) {
            case ServerVersion.Known known -> row(name, known.version());
            case ServerVersion.Unknown(var why) -> {
                terminal().err().println(why);
                yield Json.MAPPER.createObjectNode().put("program", name);
            }
        };
    }

    private static ObjectNode row(String name, Version version) {
        var row = Json.MAPPER.createObjectNode().put("program", name).put("version", version.version());
        return version.commit().isBlank() ? row : row.put("commit", version.commit());
    }
}
