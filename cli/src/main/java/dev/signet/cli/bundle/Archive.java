package dev.signet.cli.bundle;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** A bundle as one .tar.gz. It is never unpacked to the disk, only read through. */
final class Archive implements Bundle {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_END = 1 << 20;

    private final Path file;

    Archive(Path file) {
        this.file = file;
    }

    /** Packs files in this order under their own names. */
    static void pack(Path archive, List<Path> files, long modifiedSeconds) throws IOException {
        try (var out = new BufferedOutputStream(new GZIPOutputStream(SyncedFile.create(archive), BUFFER), BUFFER)) {
            for (var file : files) {
                var header = new TarHeader(file.getFileName().toString(), Files.size(file), '0');
                out.write(header.toBytes(modifiedSeconds));
                Files.copy(file, out);
                out.write(new byte[header.padding()]);
            }
            out.write(new byte[2 * TarHeader.LENGTH]);
        }
    }

    @Override
    public void forEach(Visitor visitor) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(file), BUFFER)) {
            for (var header = next(in); header != null; header = next(in)) {
                if (header.type() == '5' && name(header).isEmpty()) {
                    continue; // "./", as tar writes it for a directory's content
                }
                var content = new Section(in, header.size());
                if (!visitor.visit(fileName(header), header.size(), content)) {
                    return;
                }
                content.skipRest();
                in.skipNBytes(header.padding());
            }
            requireEnd(in);
        } catch (EOFException e) {
            throw new DamagedBundle("the archive is cut off", e);
        } catch (ZipException e) {
            throw new DamagedBundle("the archive is damaged: it cannot be unpacked", e);
        }
    }

    @Override
    public InputStream open(BundleFile wanted) throws IOException {
        var in = new GZIPInputStream(Files.newInputStream(file), BUFFER);
        try {
            for (var header = next(in); header != null; header = next(in)) {
                if (name(header).equals(wanted.fileName())) {
                    return new Section(in, header.size());
                }
                in.skipNBytes(header.size() + header.padding());
            }
            throw new DamagedBundle("the archive changed while it was read");
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static @Nullable TarHeader next(InputStream in) throws IOException {
        var bytes = in.readNBytes(TarHeader.LENGTH);
        if (bytes.length < TarHeader.LENGTH) {
            throw new EOFException();
        }
        return TarHeader.isEnd(bytes) ? null : TarHeader.of(bytes);
    }

    // Reads what tar fills its last block with, and by that to where gzip's own checksum is.
    private static void requireEnd(InputStream in) throws IOException {
        var rest = in.readNBytes(LONGEST_END);
        for (var one : rest) {
            if (one != 0) {
                throw new DamagedBundle("the archive goes on after its end");
            }
        }
        if (rest.length == LONGEST_END) {
            throw new DamagedBundle("the archive goes on after its end");
        }
    }

    private static String name(TarHeader header) {
        var name = header.name();
        return name.startsWith("./") ? name.substring(2) : name;
    }

    private static String fileName(TarHeader header) {
        if (header.type() != '0') {
            throw new DamagedBundle("the archive holds '%s', which is no plain file".formatted(header.name()));
        }
        return name(header);
    }
}
