package dev.signet.cli.record;

import dev.signet.cli.command.Command;
import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.output.Column;
import dev.signet.cli.output.Output;
import dev.signet.cli.output.Printable;
import dev.signet.cli.progress.Terminal;
import dev.signet.cli.server.Base64Url;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@CommandLine.Command(
        name = "get",
        description = "Show one record with its payload, and what it was signed with.",
        footer = {
            "",
            "Examples:",
            "  signet record get 42",
            "  signet record get 42 --payload > 42.json     the bytes as they came in"
        })
public final class RecordGetCommand extends Command {
    private static final List<Column> COLUMNS = List.of(
            Column.text("Id", "id"),
            Column.text("Status", "status"),
            Column.text("Batch", "batchId"),
            Column.number("Bytes", "sizeBytes"),
            Column.time("Received", "receivedAt"),
            Column.time("Signed", "signedAt"),
            Column.text("Key", "keyId"),
            Column.text("Keyring", "keyring"));

    private static final Column PAYLOAD = Column.text("Payload", "payload");

    @Mixin
    private final Output output = new Output();

    @Option(names = "--payload", description = "nothing but the payload, as it came in")
    private boolean isPayloadAlone;

    @Parameters(paramLabel = "ID", description = "the record's number")
    private long id;

    public RecordGetCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected int run(Connection servers) throws Exception {
        var record = servers.collection().get("api/v1/records/" + id, JsonNode.class);
        var out = terminal().out();
        if (isPayloadAlone) {
            out.writeBytes(payloadOf(record));
            out.flush();
        } else if (output.isTable()) {
            output.show(out, record, COLUMNS);
            out.println("Payload   " + readable(payloadOf(record)));
        } else {
            output.show(out, record, withPayload());
        }
        return ExitCode.OK;
    }

    private static List<Column> withPayload() {
        return Stream.concat(COLUMNS.stream(), Stream.of(PAYLOAD)).toList();
    }

    private static byte[] payloadOf(JsonNode record) {
        return Base64Url.decode(record, "payload");
    }

    private static String readable(byte[] payload) {
        try {
            return Printable.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString());
        } catch (CharacterCodingException e) {
            return "(not text; --payload writes its bytes)";
        }
    }
}
