package dev.signet.cli.batch;

import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ShowCommand;
import dev.signet.cli.output.Column;
import dev.signet.cli.progress.Terminal;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@CommandLine.Command(
        name = "show",
        description = "Show one batch: where it stands, and what it was signed with or why not.",
        footer = {"", "Examples:", "  signet batch show 12", "  signet batch show 12 -o json"})
public final class BatchShowCommand extends ShowCommand {
    private static final List<Column> COLUMNS = List.of(
            Column.text("Id", "id"),
            Column.text("Run", "runId"),
            Column.text("Split off", "parentId"),
            Column.text("State", "state"),
            Column.number("Records", "size"),
            Column.text("First record", "firstRecordId"),
            Column.text("Last record", "lastRecordId"),
            Column.number("Attempts", "attempts"),
            Column.number("Failures", "failures"),
            Column.number("Expired leases", "expirations"),
            Column.text("Last error", "lastError"),
            Column.text("Key", "keyId"),
            Column.text("Algorithm", "algorithm"),
            Column.number("Token", "token"),
            Column.text("Lease", "leaseId"),
            Column.time("Handed out again", "nextDispatchAt"),
            Column.time("Signed", "signedAt"));

    @Parameters(paramLabel = "ID", description = "the batch's number")
    private long id;

    public BatchShowCommand(Terminal terminal) {
        super(terminal, COLUMNS);
    }

    @Override
    protected JsonNode find(Connection servers) throws InterruptedException {
        return servers.collection().get("api/v1/batches/" + id, JsonNode.class);
    }
}
