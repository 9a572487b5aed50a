package dev.signet.cli.run;

import dev.signet.cli.command.Command;
import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.progress.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "pause",
        description = {
            "Hold a run up: none of its batches is handed out until it is resumed, also after a restart.",
            "Those that are under way are signed. A run that is paused stays paused."
        },
        footer = {"", "Examples:", "  signet run pause 7"})
public final class RunPauseCommand extends Command {
    @Parameters(paramLabel = "ID", description = "the run's number")
    private long id;

    public RunPauseCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected int run(Connection servers) throws Exception {
        servers.collection().post("api/v1/runs/%d/pause".formatted(id));
        terminal().err().printf("run %d is paused; '%s run resume %d' lets it go on%n", id, servers.commandName(), id);
        return ExitCode.OK;
    }
}
