package dev.signet.cli.record;

import dev.signet.cli.command.Command;
import dev.signet.cli.command.CommandFailed;
import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.output.Column;
import dev.signet.cli.output.Output;
import dev.signet.cli.progress.Terminal;
import dev.signet.cli.server.Json;
import dev.signet.cli.server.ServerRefused;
import dev.signet.cli.verify.LedgerSource.Jwks;
import dev.signet.cli.verify.RecordCheck;
import dev.signet.cli.verify.RecordCheck.Verdict;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@CommandLine.Command(
        name = "record",
        description = {
            "Verify one record's signature here, with the public key that key-service publishes.",
            "Exit code 10 if it has none, 12 if it does not match, 13 if its key is unknown."
        },
        footer = {"", "Examples:", "  signet verify record 42", "  signet verify record 42 -o json"})
public final class VerifyRecordCommand extends Command {
    private static final List<Column> COLUMNS = List.of(
            Column.text("Record", "recordId"),
            Column.text("Valid", "valid"),
            Column.text("Reason", "reason"),
            Column.text("Key", "keyId"),
            Column.text("Algorithm", "algorithm"),
            Column.text("Batch", "batchId"),
            Column.time("Signed", "signedAt"));

    @Mixin
    private final Output output = new Output();

    @Parameters(paramLabel = "ID", description = "the record's number")
    private long id;

    public VerifyRecordCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected int run(Connection servers) throws Exception {
        var signature = signature(servers);
        var verdict = RecordCheck.of(id, signature, servers.keys().get(".well-known/jwks.json", Jwks.class));
        return switch (verdict) {
            case Verdict.Right _ -> {
                tell(signature, "");
                yield ExitCode.OK;
            }
            case Verdict.Wrong(var reason) ->
                throw fail(
                        signature,
                        ExitCode.WRONG_SIGNATURE,
                        reason,
                        "'verify all' says whether it is the only one; the record's payload: record get %d --payload"
                                .formatted(id));
            case Verdict.UnknownKey(var reason) ->
                throw fail(
                        signature,
                        ExitCode.UNKNOWN_KEY,
                        reason,
                        "does --keys-server belong to the same Signet as --server?");
        };
    }

    private JsonNode signature(Connection servers) throws InterruptedException {
        try {
            return servers.collection().get("api/v1/records/%d/signature".formatted(id), JsonNode.class);
        } catch (ServerRefused refused) {
            if ("not-signed".equals(refused.slug())) {
                throw fail(
                        Json.MAPPER.createObjectNode(),
                        ExitCode.NO_SIGNATURE,
                        "it has no signature",
                        "record get %d shows its batch, and 'status' whether the run goes on".formatted(id));
            }
            throw refused;
        }
    }

    private void tell(JsonNode signature, String reason) {
        if (!output.isTable()) {
            output.show(terminal().out(), answer(signature, reason), COLUMNS);
        } else if (reason.isEmpty()) {
            terminal()
                    .out()
                    .printf(
                            "ok  record %d  key %s  %s  signed %s  batch %s%n",
                            id,
                            signature.path("keyId").asString(""),
                            signature.path("algorithm").asString(""),
                            signature.path("signedAt").asString(""),
                            signature.path("batchId").asString(""));
        }
    }

    private CommandFailed fail(JsonNode signature, int exitCode, String reason, String hint) {
        tell(signature, reason);
        return new CommandFailed(exitCode, "record %d: %s".formatted(id, reason), hint);
    }

    private ObjectNode answer(JsonNode signature, String reason) {
        var answer = Json.MAPPER
                .createObjectNode()
                .put("recordId", Long.toString(id))
                .put("valid", reason.isEmpty());
        if (!reason.isEmpty()) {
            answer.put("reason", reason);
        }
        COLUMNS.stream()
                .map(Column::field)
                .filter(field -> !answer.has(field) && signature.has(field))
                .forEach(field -> answer.set(field, signature.get(field)));
        return answer;
    }
}
