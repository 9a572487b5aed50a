package dev.signet.cli.run;

import dev.signet.cli.command.ListCommand;
import dev.signet.cli.progress.Terminal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(
        name = "list",
        description = "List runs, oldest first.",
        footer = {
            "",
            "Examples:",
            "  signet run list",
            "  signet run list --all -o ndjson",
            "  signet run list --keyring invoices"
        })
public final class RunListCommand extends ListCommand {
    @Option(names = "--keyring", paramLabel = "NAME", description = "only those of this keyring")
    private @Nullable String keyring;

    public RunListCommand(Terminal terminal) {
        super(terminal, "api/v1/runs", RunCommand.COLUMNS);
    }

    @Override
    protected Map<String, String> filters() {
        return keyring == null ? Map.of() : Map.of("keyring", keyring);
    }
}
