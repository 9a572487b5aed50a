package dev.signet.cli;

import dev.signet.cli.bundle.BundleFile;
import dev.signet.cli.bundle.Manifest;
import dev.signet.cli.export.Export;
import dev.signet.cli.export.RecordExport;
import dev.signet.cli.progress.Figures;
import dev.signet.cli.progress.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

@CommandLine.Command(
        name = "export",
        description = {
            "Write a bundle that proves without Signet what was signed ('signet verify file' does, and so do other tools):",
            "signatures.ndjson, jwks.json, leases.ndjson, batches.ndjson, MANIFEST.json. Signing may go on meanwhile.",
            "With --record, write one record's signature and a script that verifies it with openssl alone."
        })
final class ExportCommand extends Command {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @ArgGroup(multiplicity = "1")
    private Kind kind = new Kind();

    @Option(names = "--force", description = "replace files that are there")
    private boolean isForced;

    ExportCommand(Terminal terminal) {
        super(terminal);
    }

    private static final class Kind {
        @Option(
                names = "--out",
                required = true,
                paramLabel = "DIR|FILE.tar.gz",
                description = "where the bundle is to be; a directory is made if it is not there")
        private @Nullable Path out;

        @ArgGroup(exclusive = false)
        private @Nullable OneRecord one;
    }

    private static final class OneRecord {
        @Option(names = "--record", required = true, paramLabel = "ID", description = "one record only")
        private long id;

        @Option(names = "--dir", required = true, paramLabel = "DIR", description = "where its five files are to be")
        private Path directory = Path.of("");
    }

    @Override
    int run(Connection servers) throws Exception {
        if (kind.one != null) {
            new RecordExport(servers.collection(), servers.keys())
                    .into(kind.one.directory, kind.one.id, isForced)
                    .forEach(terminal().out()::println);
        } else if (kind.out != null) {
            write(servers, kind.out);
        }
        return ExitCode.OK;
    }

    private void write(Connection servers, Path out) throws Exception {
        var export = new Export(servers.collection(), servers.keys(), terminal().clock(), servers.timeoutOr(PATIENCE));
        var line = new ExportLine(terminal());
        var manifest = export.to(out, isForced, line);
        line.clear();
        terminal().out().println(out);
        terminal().err().println(summary(manifest));
    }

    private static String summary(Manifest manifest) {
        var signatures = Figures.count(manifest.of(BundleFile.SIGNATURES).count(), "signature");
        return manifest.covers().finished()
                ? signatures + " written: all there are"
                : "%s written: all that were made by %s, while signing went on"
                        .formatted(signatures, manifest.covers().asOf());
    }
}
