package dev.signet.system.chaos;

import dev.signet.embedded.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A directory for the database: a small file system of its own where one may be mounted, so that it can be filled to the brim. */
final class Volume implements AutoCloseable {
    private static final int MEBIBYTE = 1 << 20;
    private static final String SIZE = "768m";

    private final Path directory;
    private final boolean mounted;

    private Volume(Path directory, boolean mounted) {
        this.directory = directory;
        this.mounted = mounted;
    }

    static Volume at(Path directory) {
        try {
            Files.createDirectory(directory);
            return new Volume(
                    directory,
                    Tool.succeeds("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "signet-chaos", directory.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For the database's files; everybody may pass. */
    Path home() {
        try {
            return Files.createDirectory(directory.resolve("postgres"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean canBeFilled() {
        return mounted;
    }

    /** Takes all space that is left. */
    void fill() {
        var block = ByteBuffer.allocate(MEBIBYTE);
        for (var size = MEBIBYTE; size >= 512; size /= 2) {
            try (var ballast = FileChannel.open(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                while (true) {
                    ballast.write(block.clear().limit(size));
                }
            } catch (IOException _) {
                // no block of this size fits any more
            }
        }
    }

    /** Gives the space back. */
    void empty() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path ballast() {
        return directory.resolve("ballast");
    }

    @Override
    public void close() {
        if (mounted) {
            var _ = Tool.succeeds("umount", "--lazy", directory.toString());
        }
        try {
            Directories.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
