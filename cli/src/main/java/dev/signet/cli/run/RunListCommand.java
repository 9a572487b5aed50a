package dev.signet.cli.run;

import dev.signet.cli.command.ListCommand;
import dev.signet.cli.progress.Terminal;
import picocli.CommandLine;

@CommandLine.Command(
        name = "list",
        description = "List runs, oldest first.",
        footer = {"", "Examples:", "  signet run list", "  signet run list --all -o ndjson"})
public final class RunListCommand extends ListCommand {
    public RunListCommand(Terminal terminal) {
        super(terminal, "api/v1/runs", RunCommand.COLUMNS);
    }
}
