package dev.signet.cli.run;

import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ShowCommand;
import dev.signet.cli.progress.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@CommandLine.Command(
        name = "show",
        description = "Show one run.",
        footer = {"", "Examples:", "  signet run show 7", "  signet run show 7 -o json"})
public final class RunShowCommand extends ShowCommand {
    @Parameters(paramLabel = "ID", description = "the run's number")
    private long id;

    public RunShowCommand(Terminal terminal) {
        super(terminal, RunCommand.COLUMNS);
    }

    @Override
    protected JsonNode find(Connection servers) throws InterruptedException {
        return servers.collection().get("api/v1/runs/" + id, JsonNode.class);
    }
}
