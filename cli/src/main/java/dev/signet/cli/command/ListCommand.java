package dev.signet.cli.command;

import dev.signet.cli.output.Column;
import dev.signet.cli.output.Output;
import dev.signet.cli.progress.Terminal;
import dev.signet.cli.server.Pages;
import java.util.List;
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

    protected ListCommand(Terminal terminal) {
        super(terminal);
    }

    /** How much of the list. */
    static final class Extent {
        @Option(names = "--limit", paramLabel = "N", description = "at most so many (default: 100)")
        private long limit = USUAL;

        @Option(names = "--all", description = "to the end of the list")
        private boolean isAll;
    }

    protected abstract Pages pages(Connection servers);

    protected abstract List<Column> columns();

    @Override
    protected final int run(Connection servers) throws Exception {
        if (extent.limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit must be at least 1");
        }
        var any = new boolean[1];
        @Nullable String next;
        try (var listing = output.listing(terminal().out(), columns())) {
            next = pages(servers).read(cursor, extent.isAll ? Long.MAX_VALUE : extent.limit, things -> {
                any[0] |= !things.isEmpty();
                listing.add(things);
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
}
