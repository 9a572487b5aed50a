package dev.signet.cli;

import dev.signet.cli.progress.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** What all commands that talk to servers have in common: where those are, and where the answer goes. */
abstract class Command implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    private final Terminal terminal;

    Command(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public final Integer call() throws Exception {
        try (connection) {
            return run(connection);
        }
    }

    /** Gives the exit code. */
    abstract int run(Connection servers) throws Exception;

    final Terminal terminal() {
        return terminal;
    }
}
