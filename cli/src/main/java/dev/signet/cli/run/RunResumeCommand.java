package dev.signet.cli.run;

import dev.signet.cli.command.Command;
import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.progress.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "resume",
        description = "Let a paused run go on. A run that is not paused stays as it is.",
        footer = {"", "Examples:", "  signet run resume 7"})
public final class RunResumeCommand extends Command {
    @Parameters(paramLabel = "ID", description = "the run's number")
    private long id;

    public RunResumeCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected int run(Connection servers) throws Exception {
        servers.collection().post("api/v1/runs/%d/resume".formatted(id));
        terminal().err().printf("run %d is not paused%n", id);
        return ExitCode.OK;
    }
}
