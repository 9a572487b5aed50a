package dev.signet.cli.audit;

import dev.signet.cli.command.CommandFailed;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.output.Column;
import dev.signet.cli.output.Output;
import dev.signet.cli.progress.Terminal;
import dev.signet.cli.server.Json;
import dev.signet.tlog.NotANote;
import dev.signet.tlog.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "verify",
        description = {
            "Verify an export of the audit log, offline: that its events are those of the checkpoints, all and in order.",
            "Exit code 1 if the export is not whole, 12 if a checkpoint is not signed by the key, 14 if events were"
                    + " changed, removed, added or moved."
        },
        footer = {
            "",
            "The export is the whole log: curl http://localhost:8080/api/v1/exports/events.ndjson",
            "The checkpoints are the file that audit-service writes, or one that you kept of .../api/v1/log/checkpoint;",
            "with the whole file it is said between which two checkpoints something is wrong.",
            "Fetch the checkpoint first: an export that is older than its checkpoint looks cut off at its end.",
            "The key is the line of .../api/v1/log/key, from somebody else than whom you check.",
            "",
            "Examples:",
            "  signet audit verify events.ndjson --checkpoint checkpoints --key log.key",
            "  signet audit verify events.ndjson.gz --checkpoint checkpoint --key signet/audit+1a2b3c4d+AbCd -o json"
        })
public final class AuditVerifyCommand implements Callable<Integer> {
    private static final List<Column> COLUMNS = List.of(
            Column.number("Events", "events"),
            Column.number("Checkpoints", "checkpoints"),
            Column.number("Proved", "proved"),
            Column.number("Not yet in a checkpoint", "beyond"),
            Column.text("Problem", "problem"));

    private final Terminal terminal;

    @Parameters(paramLabel = "EXPORT", description = "NDJSON, compressed by gzip if its name ends in .gz")
    private Path export = Path.of("");

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            required = true,
            description = "one checkpoint, or all of them")
    private Path checkpoints = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "KEY",
            required = true,
            description = "the log's verifier key, or a file with it")
    private String key = "";

    @Mixin
    private final Output output = new Output();

    public AuditVerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        var promises = Promises.read(checkpoints, verifierKey());
        try (var lines = EventLines.of(export)) {
            var report = new AuditCheck(promises).run(lines);
            output.show(terminal.out(), Json.MAPPER.valueToTree(report), COLUMNS);
            if (output.isTable()) {
                terminal.out().println("\n" + verdict(report));
            }
            return report.holds() ? ExitCode.OK : ExitCode.BROKEN_PROMISE;
        }
    }

    private static String verdict(AuditCheck.Report report) {
        if (!report.holds()) {
            return "Not proved.";
        }
        return report.beyond() == 0
                ? "Proved:  the log is whole and unchanged."
                : "Proved:  the log is whole and unchanged up to its last checkpoint.";
    }

    private VerifierKey verifierKey() throws IOException {
        try {
            return VerifierKey.parse(key.indexOf('+') >= 0 ? key : Files.readString(Path.of(key)));
        } catch (NotANote e) {
            throw new CommandFailed(
                    ExitCode.USAGE,
                    String.valueOf(e.getMessage()),
                    "--key is the line of /api/v1/log/key, or a file with it");
        }
    }
}
