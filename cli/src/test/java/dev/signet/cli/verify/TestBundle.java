package dev.signet.cli.verify;

import dev.signet.cli.bundle.BundleFile;
import dev.signet.cli.bundle.BundleWriter;
import dev.signet.cli.bundle.Manifest.Coverage;
import dev.signet.cli.bundle.Manifest.Run;
import dev.signet.cli.bundle.RecordRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A generated run as a bundle, whose manifest is right whatever the run has become. */
public final class TestBundle {
    /** Of a run that is over. */
    public static Path of(GeneratedRun run, Path target) throws IOException, InterruptedException {
        return of(run, target, true, run.tick);
    }

    /** @param tick through which it claims to be complete */
    public static Path of(GeneratedRun run, Path target, boolean isFinished, long tick)
            throws IOException, InterruptedException {
        return withText(run, target, isFinished, tick, text(run.signatures));
    }

    /** Of the batches that are left in the run, which are all of these records. */
    public static Path ofRange(GeneratedRun run, Path target, RecordRange only)
            throws IOException, InterruptedException {
        return withText(run, target, false, run.tick, text(run.signatures), only);
    }

    public static Path withSignatures(GeneratedRun run, Path target, String signatures)
            throws IOException, InterruptedException {
        return withText(run, target, true, run.tick, signatures);
    }

    private static Path withText(GeneratedRun run, Path target, boolean isFinished, long tick, String signatures)
            throws IOException, InterruptedException {
        return withText(run, target, isFinished, tick, signatures, null);
    }

    private static Path withText(
            GeneratedRun run, Path target, boolean isFinished, long tick, String signatures, @Nullable RecordRange only)
            throws IOException, InterruptedException {
        try (var writer = BundleWriter.to(target, true)) {
            add(writer, BundleFile.BATCHES, text(run.batches), run.batches.size());
            add(writer, BundleFile.SIGNATURES, signatures, signatures.lines().count());
            add(writer, BundleFile.LEASES, text(run.ledger), run.ledger.size());
            add(writer, BundleFile.KEYS, run.jwksJson(), run.jwks.size());
            var coverage =
                    new Coverage(isFinished, "2026-01-01T00:00:00Z", tick, run.tick, "1", run.total, List.of(), only);
            var runs = List.of(new Run("1", GeneratedRun.SIZE, run.state, "2026-01-01T00:00:00Z", ""));
            writer.finish("1.2.3", Instant.parse("2026-01-01T00:01:00Z"), coverage, runs);
        }
        return target;
    }

    private static void add(BundleWriter writer, BundleFile file, String text, long count)
            throws IOException, InterruptedException {
        writer.add(file, out -> {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            return count;
        });
    }

    private static String text(List<ObjectNode> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private TestBundle() {}
}
