package dev.signet.cli.intake;

import dev.signet.cli.command.ListCommand;
import dev.signet.cli.output.Column;
import dev.signet.cli.progress.Terminal;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "list",
        description =
                "List what came into one keyring, newest first, as it is stored: masked, with how often each masked value was seen.",
        footer = {
            "",
            "Examples:",
            "  signet intake list login --limit 20",
            "  signet intake list login --keyring invoices",
            "  signet intake list login --user u42 --from 2026-11-01T00:00:00Z --all -o ndjson"
        })
public final class IntakeListCommand extends ListCommand {
    private static final List<Column> COLUMNS = List.of(
            Column.text("Record", "recordId"),
            Column.text("Status", "status"),
            Column.time("Occurred", "occurredAt"),
            Column.text("Seen", "seen"),
            Column.text("Fields", "fields"));

    @Parameters(paramLabel = "TYPE", description = "the type's name, such as login")
    private String type = "";

    @Mixin
    private final Filter filter = new Filter();

    public IntakeListCommand(Terminal terminal) {
        super(terminal, IntakePages.PATH, COLUMNS);
    }

    @Override
    protected String path() {
        return IntakePages.path(type);
    }

    @Override
    protected Map<String, String> filters() {
        return filter.parameters();
    }
}
