package dev.signet.cli.command;

import dev.signet.cli.progress.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** What all commands that talk to servers have in common: where those are, and where the answer goes. */
public abstract class Command implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    private final Terminal terminal;

    protected Command(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public final Integer call() throws Exception {
        try (connection) {
            return run(connection);
        }
    }

    /** Gives the exit code. */
    protected abstract int run(Connection servers) throws Exception;

    protected final Terminal terminal() {
        return terminal;
    }
}
