package dev.signet.cli.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A bundle's files, wherever they lie. Whether they are what they should be is for {@link Integrity} to say. */
public sealed interface Bundle permits Directory, Archive {
    /** Shows all files, the manifest first. */
    void forEach(Visitor visitor) throws IOException;

    /** The content of a file that {@link Integrity} has seen; the caller closes it. */
    InputStream open(BundleFile file) throws IOException;

    /** Takes one file after the other. */
    interface Visitor {
        /** Returns whether it wants the next one. */
        boolean visit(String name, long size, InputStream content) throws IOException;
    }

    static Bundle at(Path path) throws NoSuchFileException {
        if (Files.isDirectory(path)) {
            return new Directory(path);
        }
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        if (!Files.isRegularFile(path)) {
            throw new DamagedBundle("'%s' is neither a directory nor a .tar.gz".formatted(path));
        }
        return new Archive(path);
    }
}
