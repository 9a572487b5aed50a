package dev.signet.cli.export;

import dev.signet.cli.bundle.BundleFile;
import dev.signet.cli.bundle.BundleWriter;
import dev.signet.cli.bundle.Manifest;
import dev.signet.cli.bundle.Manifest.Coverage;
import dev.signet.cli.bundle.RecordRange;
import dev.signet.cli.progress.Progress;
import dev.signet.cli.progress.Progress.State;
import dev.signet.cli.progress.ProgressSource;
import dev.signet.cli.server.Server;
import dev.signet.cli.version.Version;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes everything that proves what was signed into a bundle, while memory stays the same however much that is. Signing may go on
 * meanwhile: the batches are listed first, then come the signatures of those that were signed by then and no others, then the ledger, which
 * by then knows every use of a key that they name.
 */
public final class Export {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Server collection;
    private final Server keys;
    private final Clock clock;
    private final Duration patience;

    /** @param patience how long the last leases of a run that has ended may take to be closed */
    public Export(Server collection, Server keys, Clock clock, Duration patience) {
        this.collection = collection;
        this.keys = keys;
        this.clock = clock;
        this.patience = patience;
    }

    /** Told how far an export is. */
    @FunctionalInterface
    public interface Listener {
        /** @param expected how many lines there will be, about; 0 when nobody knows */
        void written(String file, long lines, long expected);
    }

    /**
     * Writes a directory, or one file where the path ends in {@code .tar.gz}.
     *
     * @param only the records that it is to be about; empty for all
     * @param replace whether a bundle that is there may be replaced; otherwise a {@link FileAlreadyExistsException}
     */
    public Manifest to(Path path, Optional<RecordRange> only, boolean replace, Listener listener)
            throws IOException, InterruptedException {
        try (var writer = BundleWriter.to(path, replace)) {
            var before = ProgressSource.of(collection).read();
            var start = start(before);
            var services = new Services(collection, keys, listener);
            var open = new OpenBatches();
            var wanted = new Wanted(only);
            writer.add(BundleFile.BATCHES, out -> services.batches(out, open, wanted));
            writer.add(
                    BundleFile.SIGNATURES,
                    out -> services.signatures(
                            out, open, wanted, before.records().signed()));
            var end = services.leases(writer);
            writer.add(BundleFile.KEYS, services::keys);
            return writer.finish(
                    Version.own().toString(),
                    clock.instant(),
                    coverage(before, start, end, open, only),
                    services.runs());
        }
    }

    private LedgerMark start(Progress progress) throws InterruptedException {
        var begin = System.nanoTime();
        var mark = LedgerMark.read(keys);
        while (mark.open() > 0 && isOver(progress) && System.nanoTime() - begin < patience.toNanos()) {
            Thread.sleep(PAUSE);
            mark = LedgerMark.read(keys);
        }
        return mark;
    }

    // When the ledger ends where it stood at the start, nothing was signed in between.
    private Coverage coverage(
            Progress before, LedgerMark start, LedgerMark end, OpenBatches open, Optional<RecordRange> only) {
        var isFinished =
                only.isEmpty() && isOver(before) && open.isEmpty() && end.open() == 0 && end.tick() == start.tick();
        return new Coverage(
                isFinished,
                Optional.ofNullable(before.asOf())
                        .orElseGet(() -> clock.instant().toString()),
                start.tick(),
                end.tick(),
                before.runId(),
                before.records().total(),
                before.quarantinedRecords(),
                only.orElse(null));
    }

    private static boolean isOver(Progress progress) {
        var state = Objects.requireNonNullElse(progress.state(), State.RUNNING);
        return (state == State.IDLE || state.isFinished()) && progress.records().unplanned() == 0;
    }
}
