package dev.signet.cli.bundle;

import dev.signet.cli.bundle.Manifest.Content;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Holds a bundle's files against its manifest: all of them, each once, nothing else, to the byte. Reads through, keeps nothing. */
public final class Integrity implements Bundle.Visitor {
    private final LongConsumer progress;
    private final Set<BundleFile> seen = EnumSet.noneOf(BundleFile.class);
    private @Nullable Manifest manifest;
    private long bytes;

    private Integrity(LongConsumer progress) {
        this.progress = progress;
    }

    /**
     * The manifest of a bundle that is whole; otherwise {@link DamagedBundle} says what is wrong with it.
     *
     * @param progress told how many bytes have been read
     */
    public static Manifest check(Bundle bundle, LongConsumer progress) throws IOException {
        var integrity = new Integrity(progress);
        bundle.forEach(integrity);
        return integrity.complete();
    }

    @Override
    public boolean visit(String name, long size, InputStream content) throws IOException {
        if (manifest != null) {
            check(name, size, content, manifest);
        } else if (name.equals(Manifest.NAME)) {
            manifest = read(size, content);
        } else {
            throw new DamagedBundle("the bundle begins with '%s'; %s must come first".formatted(name, Manifest.NAME));
        }
        return true;
    }

    private static Manifest read(long size, InputStream content) throws IOException {
        if (size > Manifest.LARGEST) {
            throw new DamagedBundle("%s is too large to be one".formatted(Manifest.NAME));
        }
        var manifest = Manifest.parse(content.readNBytes(Manifest.LARGEST));
        var names = new HashSet<String>();
        for (var file : manifest.files()) {
            if (BundleFile.named(file.name()).isEmpty() || !names.add(file.name())) {
                throw new DamagedBundle(
                        "%s names '%s', which has no place there".formatted(Manifest.NAME, file.name()));
            }
        }
        for (var file : BundleFile.values()) {
            if (!names.contains(file.fileName())) {
                throw new DamagedBundle("%s does not name %s".formatted(Manifest.NAME, file.fileName()));
            }
        }
        return manifest;
    }

    private void check(String name, long size, InputStream content, Manifest manifest) throws IOException {
        var file = BundleFile.named(name)
                .orElseThrow(() -> new DamagedBundle(
                        "the bundle holds '%s', which %s does not name".formatted(name, Manifest.NAME)));
        if (!seen.add(file)) {
            throw new DamagedBundle("the bundle holds %s twice".formatted(name));
        }
        var expected = manifest.of(file);
        // before the first byte is read: what is unpacked is never more than what the manifest says
        if (size != expected.size()) {
            throw new DamagedBundle(
                    "%s has %,d bytes, but %s says %,d".formatted(name, size, Manifest.NAME, expected.size()));
        }
        compare(file, expected, digestOf(content));
    }

    private Digest digestOf(InputStream content) throws IOException {
        var digest = new Digest();
        var buffer = new byte[1 << 16];
        for (var read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            digest.update(buffer, 0, read);
            bytes += read;
            progress.accept(bytes);
        }
        return digest;
    }

    private static void compare(BundleFile file, Content expected, Digest found) {
        if (!found.sha256().equals(expected.sha256())) {
            throw new DamagedBundle("%s was changed since it was written: its SHA-256 is not the one in %s"
                    .formatted(expected.name(), Manifest.NAME));
        }
        if (file != BundleFile.KEYS && found.lines() != expected.count()) {
            throw new DamagedBundle("%s has %,d lines, but %s says %,d"
                    .formatted(expected.name(), found.lines(), Manifest.NAME, expected.count()));
        }
    }

    private Manifest complete() {
        if (manifest == null) {
            throw new DamagedBundle("there is no %s: not a Signet bundle, or not all of it".formatted(Manifest.NAME));
        }
        for (var file : BundleFile.values()) {
            if (!seen.contains(file)) {
                throw new DamagedBundle("%s is missing".formatted(file.fileName()));
            }
        }
        return manifest;
    }
}
