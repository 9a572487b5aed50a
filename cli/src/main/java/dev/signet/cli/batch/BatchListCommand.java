package dev.signet.cli.batch;

import dev.signet.cli.command.ListCommand;
import dev.signet.cli.output.Column;
import dev.signet.cli.progress.Terminal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(
        name = "list",
        description = "List batches, oldest first.",
        footer = {
            "",
            "Examples:",
            "  signet batch list --state DEFERRED",
            "  signet batch list --state QUARANTINED --all -o csv",
            "  signet batch list --keyring invoices"
        })
public final class BatchListCommand extends ListCommand {
    private static final List<Column> COLUMNS = List.of(
            Column.text("Id", "id"),
            Column.text("Run", "runId"),
            Column.text("State", "state"),
            Column.number("Records", "size"),
            Column.text("First", "firstRecordId"),
            Column.text("Last", "lastRecordId"),
            Column.number("Attempts", "attempts"),
            Column.text("Key", "keyId"),
            Column.number("Token", "token"),
            Column.time("Signed", "signedAt"),
            Column.text("Last error", "lastError"),
            Column.text("Keyring", "keyring"));

    @Option(names = "--state", paramLabel = "STATE", description = "only those that are ${COMPLETION-CANDIDATES}")
    private @Nullable State state;

    @Option(names = "--keyring", paramLabel = "NAME", description = "only those of this keyring")
    private @Nullable String keyring;

    public BatchListCommand(Terminal terminal) {
        super(terminal, "api/v1/batches", COLUMNS);
    }

    enum State {
        PLANNED,
        DISPATCHED,
        DEFERRED,
        SIGNED,
        QUARANTINED,
        SUPERSEDED
    }

    @Override
    protected Map<String, String> filters() {
        var filters = new LinkedHashMap<String, String>();
        if (state != null) {
            filters.put("state", state.name());
        }
        if (keyring != null) {
            filters.put("keyring", keyring);
        }
        return filters;
    }
}
