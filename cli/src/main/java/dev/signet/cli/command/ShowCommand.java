package dev.signet.cli.command;

import dev.signet.cli.output.Column;
import dev.signet.cli.output.Output;
import dev.signet.cli.progress.Terminal;
import java.util.List;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** A command that shows one thing. */
public abstract class ShowCommand extends Command {
    @Mixin
    private final Output output = new Output();

    private final List<Column> columns;

    protected ShowCommand(Terminal terminal, List<Column> columns) {
        super(terminal);
        this.columns = columns;
    }

    protected abstract JsonNode find(Connection servers) throws InterruptedException;

    @Override
    protected final int run(Connection servers) throws Exception {
        output.show(terminal().out(), find(servers), columns);
        return ExitCode.OK;
    }
}
