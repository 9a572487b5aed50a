package dev.signet.cli.command;

import dev.signet.cli.output.Column;
import dev.signet.cli.output.Output;
import dev.signet.cli.progress.Terminal;
import dev.signet.cli.server.Pages;
import dev.signet.cli.server.Server;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that lists something that a server gives out page by page. */
public abstract class ListCommand extends Command {
    private static final long USUAL = 100;

    @Mixin
    private final Output output = new Output();

    @ArgGroup
    private final Extent extent = new Extent();

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "go on where a list ended that was cut off")
    private @Nullable String cursor;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final String path;
    private final List<Column> columns;

    /** @param path of the list on its server */
    protected ListCommand(Terminal terminal, String path, List<Column> columns) {
        super(terminal);
        this.path = path;
        this.columns = columns;
    }

    /** How much of the list. */
    static final class Extent {
        @Option(names = "--limit", paramLabel = "N", description = "at most so many (default: 100)")
        private long limit = USUAL;

        @Option(names = "--all", description = "to the end of the list")
        private boolean isAll;
    }

    /** Who has the list. */
    protected Server server(Connection servers) {
        return servers.collection();
    }

    /** Of the list on its server. */
    protected String path() {
        return path;
    }

    /** Parameters that the list takes, and their values. */
    protected Map<String, String> filters() {
        return Map.of();
    }

    @Override
    protected final int run(Connection servers) throws Exception {
        if (extent.limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit must be at least 1");
        }
        var any = new boolean[1];
        @Nullable String next;
        try (var listing = output.listing(terminal().out(), columns)) {
            var pages = new Pages(server(servers), path(), filters());
            next = pages.read(cursor, extent.isAll ? Long.MAX_VALUE : extent.limit, things -> {
                any[0] |= !things.isEmpty();
                listing.add(things);
                requireReader();
            });
        }
        if (!any[0]) {
            terminal().err().println("nothing to list");
        }
        if (next != null) {
            terminal().err().printf("there are more: --all, or --cursor %s%n", next);
        }
        return ExitCode.OK;
    }

    // Whoever takes a few lines and goes, as head does, must not have the whole list asked for.
    private void requireReader() {
        if (terminal().out().checkError()) {
            throw new CommandFailed(ExitCode.ERROR, "nobody takes the rest of the list", "--limit asks for less of it");
        }
    }
}
