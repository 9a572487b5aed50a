package dev.signet.cli.verify;

import dev.signet.cli.bundle.Bundle;
import dev.signet.cli.bundle.BundleFile;
import dev.signet.cli.bundle.DamagedBundle;
import dev.signet.cli.bundle.Manifest;
import dev.signet.cli.progress.Keyrings;
import dev.signet.cli.progress.Progress;
import dev.signet.cli.progress.Progress.Records;
import dev.signet.cli.progress.Progress.State;
import dev.signet.cli.server.Json;
import dev.signet.cli.server.NdjsonLines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;

/** What a bundle holds, in the form in which the services publish it. */
record BundleLedger(Bundle bundle, Manifest manifest) implements LedgerSource {
    private static final int LARGEST_KEY_SET = 64 << 20;

    /** The run that it was taken out of, as if it were the only one. */
    @Override
    public Keyrings keyrings() {
        return Keyrings.of(progress());
    }

    Progress progress() {
        var covers = manifest.covers();
        return new Progress(
                covers.asOf(),
                covers.finished() ? State.COMPLETED : State.RUNNING,
                null,
                covers.runId(),
                0,
                0,
                new Records(covers.records(), 0, covers.quarantinedRecords().size(), 0),
                new Progress.Batches(0, 0, 0, 0, 0, 0, 0),
                null,
                0,
                null,
                0,
                0,
                covers.quarantinedRecords(),
                0);
    }

    @Override
    public Extent extent() {
        var covers = manifest.covers();
        if (covers.only() != null) {
            return Extent.partThrough(covers.tick());
        }
        return covers.finished() ? Extent.EVERYTHING : Extent.through(covers.tick());
    }

    @Override
    public void batches(Consumer<Batch> reader) {
        try (var lines = new NdjsonLines(BundleFile.BATCHES.fileName(), lines(BundleFile.BATCHES, 0))) {
            for (var line = lines.next(); line != null; line = lines.next()) {
                reader.accept(lines.parse(line, Batch.class));
            }
            requireAll(BundleFile.BATCHES, lines.end().count());
        }
    }

    @Override
    public InputStream leases() {
        return lines(BundleFile.LEASES, manifest.covers().ledgerTick());
    }

    @Override
    public InputStream signatures() {
        return lines(BundleFile.SIGNATURES, 0);
    }

    @Override
    public Jwks keys() {
        try (var in = bundle.open(BundleFile.KEYS)) {
            if (manifest.of(BundleFile.KEYS).size() > LARGEST_KEY_SET) {
                throw new DamagedBundle("jwks.json is too large to be one");
            }
            return Optional.ofNullable(Json.MAPPER.readValue(in.readNBytes(LARGEST_KEY_SET), Jwks.class))
                    .orElseThrow(() -> new DamagedBundle("jwks.json cannot be read"));
        } catch (JacksonException e) {
            throw new DamagedBundle("jwks.json cannot be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of lines may hold one that looks like the end of a stream: what comes after it would not be looked at. */
    void requireAll(BundleFile file, long read) {
        if (read != manifest.of(file).count()) {
            throw new DamagedBundle("%s has a line that is none of its kind".formatted(file.fileName()));
        }
    }

    // The files hold nothing but lines; that they are whole, and how many there are, the manifest says.
    private InputStream lines(BundleFile file, long tick) {
        var end = "{\"end\":true,\"count\":%d,\"tick\":%d}\n"
                .formatted(manifest.of(file).count(), tick);
        try {
            return new SequenceInputStream(
                    new ShortLines(file.fileName(), bundle.open(file)),
                    new ByteArrayInputStream(end.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
