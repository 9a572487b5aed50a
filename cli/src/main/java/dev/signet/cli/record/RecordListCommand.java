package dev.signet.cli.record;

import dev.signet.cli.command.KeyringName;
import dev.signet.cli.command.ListCommand;
import dev.signet.cli.output.Column;
import dev.signet.cli.progress.Terminal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@CommandLine.Command(
        name = "list",
        description = "List one keyring's records by id, without their payloads.",
        footer = {
            "",
            "Examples:",
            "  signet record list --limit 20",
            "  signet record list --status QUARANTINED --all -o csv",
            "  signet record list --keyring invoices"
        })
public final class RecordListCommand extends ListCommand {
    private static final List<Column> COLUMNS = List.of(
            Column.text("Id", "id"),
            Column.text("Status", "status"),
            Column.text("Batch", "batchId"),
            Column.number("Bytes", "sizeBytes"),
            Column.time("Received", "receivedAt"));

    @Option(names = "--status", paramLabel = "STATUS", description = "only those that are ${COMPLETION-CANDIDATES}")
    private @Nullable Status status;

    @Mixin
    private final KeyringName keyring = new KeyringName();

    public RecordListCommand(Terminal terminal) {
        super(terminal, "api/v1/records", COLUMNS);
    }

    enum Status {
        SIGNED,
        UNSIGNED,
        QUARANTINED
    }

    @Override
    protected Map<String, String> filters() {
        var filters = new LinkedHashMap<String, String>();
        if (status != null) {
            filters.put("status", status.name());
        }
        keyring.given().ifPresent(name -> filters.put("keyring", name));
        return filters;
    }
}
