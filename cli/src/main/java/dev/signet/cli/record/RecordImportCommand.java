package dev.signet.cli.record;

import dev.signet.cli.command.Command;
import dev.signet.cli.command.CommandFailed;
import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.command.KeyringName;
import dev.signet.cli.output.Column;
import dev.signet.cli.output.Output;
import dev.signet.cli.progress.Terminal;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "import",
        description = {
            "Take records in from NDJSON: each line is one JSON value, whose bytes will be signed.",
            "When it breaks off, the same command again goes on where it ended and stores nothing twice.",
            "A line that cannot be a record ends it; correct it and go on under the same --idempotency-key."
        },
        footer = {
            "",
            "Examples:",
            "  signet record import orders.ndjson.gz",
            "  pg_dump-to-ndjson | signet record import -",
            "  signet record import orders.ndjson --idempotency-key orders-2026-11",
            "  signet record import invoices.ndjson --keyring invoices"
        })
public final class RecordImportCommand extends Command {
    private static final List<Column> COLUMNS = List.of(
            Column.number("Stored", "stored"),
            Column.number("Stored before", "skipped"),
            Column.text("First record", "firstRecordId"),
            Column.text("Last record", "lastRecordId"));

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final KeyringName keyring = new KeyringName();

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "what this import is known by; without it, the SHA-256 of its lines")
    private @Nullable String key;

    @Parameters(paramLabel = "FILE", description = "NDJSON, also gzipped; - for what is piped in")
    private String file = "";

    private final InputStream in;

    /** @param in what is piped in */
    public RecordImportCommand(Terminal terminal, InputStream in) {
        super(terminal);
        this.in = in;
    }

    @Override
    protected int run(Connection servers) throws Exception {
        if (!"-".equals(file)) {
            return send(servers, RecordSource.of(file));
        }
        try (var piped = Piped.keep(in)) {
            return send(servers, piped.source());
        }
    }

    private int send(Connection servers, RecordSource source) throws Exception {
        var known = key == null ? keyOf(source) : key;
        var again = "%s record import %s%s --idempotency-key %s"
                .formatted(
                        servers.commandName(),
                        file,
                        keyring.given().map(" --keyring "::concat).orElse(""),
                        known);
        try (var bar = new TransferBar(terminal(), source.bytes())) {
            var result = new RecordImport(servers.collection(), keyring, known, again).send(source, bar);
            bar.close();
            output.show(terminal().out(), result, COLUMNS);
            return ExitCode.OK;
        }
    }

    private String keyOf(RecordSource source) throws IOException {
        try {
            var content = source.contentKey();
            return keyring.other().map(name -> name + '-' + content).orElse(content);
        } catch (ZipException | EOFException e) {
            throw new CommandFailed(
                    ExitCode.ERROR, "%s cannot be decompressed: it is damaged".formatted(file), "nothing was sent");
        }
    }
}
