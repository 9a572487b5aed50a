package dev.signet.cli.key;

import dev.signet.cli.command.Command;
import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.progress.Terminal;
import java.util.List;
import picocli.CommandLine.Parameters;

/** Takes keys out of use or puts them back, one after the other; the first that cannot be ends it. */
abstract class KeyChange extends Command {
    private final String verb;

    @Parameters(paramLabel = "ID", arity = "1..*", description = "a key's id, as 'key list' shows it")
    private List<String> ids = List.of();

    KeyChange(Terminal terminal, String verb) {
        super(terminal);
        this.verb = verb;
    }

    @Override
    protected final int run(Connection servers) throws Exception {
        for (var id : ids) {
            servers.keys().post("api/v1/keys/%s/%s".formatted(KeyIds.inPath(id), verb));
            terminal().err().printf("key %s is %sd%n", id, verb);
        }
        return ExitCode.OK;
    }
}
