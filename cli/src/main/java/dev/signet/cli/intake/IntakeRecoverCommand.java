package dev.signet.cli.intake;

import dev.signet.cli.command.Command;
import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.output.Column;
import dev.signet.cli.output.Output;
import dev.signet.cli.progress.Terminal;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@CommandLine.Command(
        name = "recover",
        description = {
            "Read originals back, with the private half of the key that they were sealed to. It is used here and sent nowhere.",
            "What no original was kept of stays masked."
        },
        footer = {"", "Examples:", "  signet intake recover login --key private.pem --user u42 -o ndjson"})
public final class IntakeRecoverCommand extends Command {
    private static final List<Column> COLUMNS = List.of(
            Column.text("Record", "recordId"), Column.time("Occurred", "occurredAt"), Column.text("Fields", "fields"));

    @Parameters(paramLabel = "TYPE", description = "the type's name, such as login")
    private String type = "";

    @Option(names = "--key", required = true, paramLabel = "FILE", description = "the X25519 private key, in PEM")
    private Path key = Path.of("");

    @Mixin
    private final Filter filter = new Filter();

    @Mixin
    private final Output output = new Output();

    public IntakeRecoverCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected int run(Connection servers) throws Exception {
        var originals = new Originals(RecoveryKey.read(key), type);
        try (var listing = output.listing(terminal().out(), COLUMNS)) {
            IntakePages.of(servers, type, filter)
                    .read(
                            null,
                            Long.MAX_VALUE,
                            rows -> listing.add(
                                    rows.stream().<JsonNode>map(originals::of).toList()));
        }
        return ExitCode.OK;
    }
}
