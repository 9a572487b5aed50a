package dev.signet.cli;

import dev.signet.cli.bundle.BundleFile;
import dev.signet.cli.bundle.Manifest;
import dev.signet.cli.bundle.RecordRange;
import dev.signet.cli.command.Command;
import dev.signet.cli.command.CommandFailed;
import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.export.Export;
import dev.signet.cli.export.RecordExport;
import dev.signet.cli.progress.Figures;
import dev.signet.cli.progress.Terminal;
import dev.signet.cli.server.ServerRefused;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

@CommandLine.Command(
        name = "export",
        description = {
            "Write a bundle that proves what was signed without Signet, by 'verify file' or other tools.",
            "With --record, write one record's signature and a script that verifies it with openssl."
        },
        footer = {
            "",
            "Examples:",
            "  signet export --out signatures",
            "  signet export --out signatures.tar.gz",
            "  signet export --from 1 --to 9999999 --out archive-0.tar.gz",
            "  signet export --record 42 --dir record-42 && record-42/verify.sh"
        })
final class ExportCommand extends Command {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @ArgGroup(multiplicity = "1")
    private Kind kind = new Kind();

    @Option(
            names = "--from",
            paramLabel = "ID",
            description = "in the bundle: only the batches of records from this one on")
    private @Nullable Long from;

    @Option(
            names = "--to",
            paramLabel = "ID",
            description = "in the bundle: only the batches of records up to this one")
    private @Nullable Long to;

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
    protected int run(Connection servers) throws Exception {
        if (kind.one != null) {
            write(servers, kind.one);
        } else if (kind.out != null) {
            write(servers, kind.out);
        }
        return ExitCode.OK;
    }

    private void write(Connection servers, OneRecord one) throws Exception {
        try {
            new RecordExport(servers.collection(), servers.keys())
                    .into(one.directory, one.id, isForced)
                    .forEach(terminal().out()::println);
        } catch (ServerRefused refused) {
            if ("not-signed".equals(refused.slug())) {
                throw new CommandFailed(
                        ExitCode.NO_SIGNATURE,
                        "record %d: it has no signature".formatted(one.id),
                        "record get %d shows its batch, and 'status' whether the run goes on".formatted(one.id));
            }
            throw refused;
        }
    }

    private void write(Connection servers, Path out) throws Exception {
        var export = new Export(servers.collection(), servers.keys(), terminal().clock(), PATIENCE);
        var line = new ExportLine(terminal());
        var manifest = export.to(out, range(), isForced, line);
        line.clear();
        terminal().out().println(out);
        terminal().err().println(summary(manifest));
    }

    private Optional<RecordRange> range() {
        if (from == null && to == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RecordRange(
                    Objects.requireNonNullElse(from, 1L), Objects.requireNonNullElse(to, Long.MAX_VALUE)));
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(ExitCode.USAGE, String.valueOf(e.getMessage()), "--from must not be above --to");
        }
    }

    private static String summary(Manifest manifest) {
        var signatures = Figures.count(manifest.of(BundleFile.SIGNATURES).count(), "signature");
        var only = manifest.covers().only();
        if (only != null) {
            return "%s written: those of the batches of records %d to %d"
                    .formatted(signatures, only.first(), only.last());
        }
        return manifest.covers().finished()
                ? signatures + " written: all there are"
                : "%s written: all that were made by %s, while signing went on"
                        .formatted(signatures, manifest.covers().asOf());
    }
}
