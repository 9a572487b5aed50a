package dev.signet.cli.bundle;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A bundle as a directory. What else lies there is not looked at. */
record Directory(Path path) implements Bundle {
    @Override
    public void forEach(Visitor visitor) throws IOException {
        if (!Files.exists(path.resolve(Manifest.NAME), NOFOLLOW_LINKS)) {
            return; // the export was cut off before it was whole, or this is something else
        }
        var names = Stream.concat(
                Stream.of(Manifest.NAME), Stream.of(BundleFile.values()).map(BundleFile::fileName));
        for (var name : names.toList()) {
            var file = path.resolve(name);
            if (Files.exists(file, NOFOLLOW_LINKS) && !visit(visitor, name, file)) {
                return;
            }
        }
    }

    private static boolean visit(Visitor visitor, String name, Path file) throws IOException {
        if (!Files.isRegularFile(file, NOFOLLOW_LINKS)) {
            throw new DamagedBundle("%s is no plain file".formatted(name)); // a link or a pipe could lead anywhere
        }
        try (var content = Files.newInputStream(file)) {
            return visitor.visit(name, Files.size(file), content);
        }
    }

    @Override
    public InputStream open(BundleFile file) throws IOException {
        return Files.newInputStream(path.resolve(file.fileName()));
    }
}
