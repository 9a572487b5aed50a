package dev.signet.cli.bundle;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import dev.signet.cli.bundle.Manifest.Content;
import dev.signet.cli.bundle.Manifest.Coverage;
import dev.signet.cli.bundle.Manifest.Run;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Writes a bundle, as a directory or, where the name ends so, a {@code .tar.gz}. It is there when it is whole, or not at all. */
public final class BundleWriter implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path target;
    private final boolean isArchive;
    private final Path home;
    private final Staging staging;
    private final List<Content> contents = new ArrayList<>();

    private BundleWriter(Path target, boolean isArchive, Path home, boolean replace) throws IOException {
        this.target = target;
        this.isArchive = isArchive;
        this.home = home;
        this.staging = Staging.in(home, names(), replace);
    }

    /** @param replace whether a bundle that is there may be replaced; otherwise a {@link FileAlreadyExistsException} */
    public static BundleWriter to(Path path, boolean replace) throws IOException {
        var target = path.toAbsolutePath().normalize();
        if (!target.toString().matches(".*\\.(tar\\.gz|tgz)")) {
            return new BundleWriter(target, false, target, replace);
        }
        if (Files.exists(target) && !(replace && Files.isRegularFile(target))) {
            throw new FileAlreadyExistsException(path.toString());
        }
        var parent = Objects.requireNonNull(target.getParent());
        return new BundleWriter(target, true, parent.resolve(Staging.temporaryName()), replace);
    }

    private static List<String> names() {
        return Stream.concat(Stream.of(BundleFile.values()).map(BundleFile::fileName), Stream.of(Manifest.NAME))
                .toList();
    }

    /** Writes a file's content. */
    @FunctionalInterface
    public interface Filling {
        /** Returns how many lines or keys that is. */
        long fill(OutputStream out) throws IOException, InterruptedException;
    }

    /** Returns what {@code filling} returns. */
    public long add(BundleFile file, Filling filling) throws IOException, InterruptedException {
        var digest = new Digest();
        long count;
        try (var out = new BufferedOutputStream(new Digesting(staging.create(file.fileName()), digest), BUFFER)) {
            count = filling.fill(out);
        }
        contents.add(new Content(file.fileName(), count, digest.size(), digest.sha256()));
        return count;
    }

    /** The end: nothing can be added after it. */
    public Manifest finish(String version, Instant now, Coverage coverage, List<Run> runs) throws IOException {
        var manifest = new Manifest(version, now, coverage, runs, contents);
        staging.write(Manifest.NAME, manifest.toJson());
        if (isArchive) {
            pack(now);
        } else {
            staging.commit();
        }
        return manifest;
    }

    // The manifest first: who reads the archive knows then how large everything else may be.
    private void pack(Instant now) throws IOException {
        var files = Stream.concat(
                        Stream.of(Manifest.NAME), Stream.of(BundleFile.values()).map(BundleFile::fileName))
                .map(staging::path)
                .toList();
        var packed = target.resolveSibling(Staging.temporaryName());
        try {
            Archive.pack(packed, files, now.getEpochSecond());
            Files.move(packed, target, ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(packed);
        }
    }

    @Override
    public void close() throws IOException {
        staging.close();
        if (isArchive) {
            Files.deleteIfExists(home);
        }
    }

    private static final class Digesting extends FilterOutputStream {
        private final Digest digest;

        Digesting(OutputStream out, Digest digest) {
            super(out);
            this.digest = digest;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            digest.update(bytes, offset, length);
            out.write(bytes, offset, length);
        }
    }
}
