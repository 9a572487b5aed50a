package dev.signet.cli.export;

import dev.signet.cli.bundle.BundleFile;
import dev.signet.cli.bundle.BundleWriter;
import dev.signet.cli.bundle.Manifest.Run;
import dev.signet.cli.server.Json;
import dev.signet.cli.server.NdjsonLines;
import dev.signet.cli.server.Pages;
import dev.signet.cli.server.Server;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What the services publish, written line by line. */
record Services(Server collection, Server keyService, Export.Listener listener) {
    private static final Set<String> OPEN = Set.of("PLANNED", "DISPATCHED", "DEFERRED");

    long batches(OutputStream out, OpenBatches open, Wanted wanted) throws IOException, InterruptedException {
        var lines = new Lines(out, BundleFile.BATCHES, 0);
        try {
            new Pages(collection, "api/v1/batches").all(batch -> {
                open.listed(
                        batch.path("id").asLong(),
                        OPEN.contains(batch.path("state").asString("")));
                if (wanted.takes(batch)) {
                    lines.writeUnchecked(batch.toString());
                }
            });
            return lines.count;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** A batch that is signed while they are read is left out, instead of being there with a part of its signatures. */
    long signatures(OutputStream out, OpenBatches open, Wanted wanted, long expected)
            throws IOException, InterruptedException {
        var lines = new Lines(out, BundleFile.SIGNATURES, expected);
        try (var signatures = new NdjsonLines("the export of signatures", collection.stream(wanted.signatures()))) {
            for (var line = signatures.next(); line != null; line = signatures.next()) {
                if (!open.signedLater(batchOf(line, signatures))) {
                    lines.write(line);
                }
            }
            signatures.end();
            return lines.count;
        }
    }

    // it stands at the line's beginning: a large payload is not parsed for it
    private static long batchOf(String line, NdjsonLines lines) {
        try (var parser = Json.MAPPER.createParser(line)) {
            parser.nextToken();
            while (parser.nextToken() != null) {
                if ("batchId".equals(parser.currentName())) {
                    parser.nextToken();
                    return parser.getValueAsLong();
                }
            }
        }
        throw lines.unreadable();
    }

    LedgerMark leases(BundleWriter writer) throws IOException, InterruptedException {
        var marks = new ArrayList<LedgerMark>();
        writer.add(BundleFile.LEASES, out -> {
            var lines = new Lines(out, BundleFile.LEASES, 0);
            marks.add(LedgerMark.<IOException>read(keyService, lines::write));
            return lines.count;
        });
        return marks.getFirst();
    }

    long keys(OutputStream out) throws IOException, InterruptedException {
        var set = keyService.get(".well-known/jwks.json", JsonNode.class);
        out.write(set.toString().getBytes(StandardCharsets.UTF_8));
        return set.path("keys").size();
    }

    List<Run> runs() throws InterruptedException {
        var runs = new ArrayList<Run>();
        new Pages(collection, "api/v1/runs")
                .all(run -> runs.add(new Run(
                        run.path("id").asString(""),
                        run.path("batchSize").asInt(0),
                        run.path("state").asString(""),
                        run.path("startedAt").asString(""),
                        run.path("completedAt").asString(""))));
        return runs;
    }

    private final class Lines {
        private final OutputStream out;
        private final BundleFile file;
        private final long expected;
        private long count;

        Lines(OutputStream out, BundleFile file, long expected) {
            this.out = out;
            this.file = file;
            this.expected = expected;
        }

        void write(String line) throws IOException {
            out.write(line.getBytes(StandardCharsets.UTF_8));
            out.write('\n');
            listener.written(file.fileName(), ++count, expected);
        }

        void writeUnchecked(String line) {
            try {
                write(line);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
