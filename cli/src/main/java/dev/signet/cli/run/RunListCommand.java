package dev.signet.cli.run;

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
        description = "List runs, oldest first.",
        footer = {"", "Examples:", "  signet run list", "  signet run list --all -o ndjson"})
public final class RunListCommand extends ListCommand {
    public RunListCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected Pages pages(Connection servers) {
        return new Pages(servers.collection(), "api/v1/runs", Map.of());
    }

    @Override
    protected List<Column> columns() {
        return RunCommand.COLUMNS;
    }
}
