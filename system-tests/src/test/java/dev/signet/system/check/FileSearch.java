package dev.signet.system.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Searches files, however large, and whole directories of them. Files that go away meanwhile are left out. */
public final class FileSearch {
    private static final int BUFFER = 1 << 20;

    private final Needles needles;
    private final byte[] buffer;

    public FileSearch(Needles needles) {
        this(needles, BUFFER);
    }

    /** @param bufferSize more than the longest needle */
    FileSearch(Needles needles, int bufferSize) {
        this.needles = needles;
        this.buffer = new byte[bufferSize];
    }

    /** What was found first in each file that has anything. */
    public Map<Path, String> in(List<Path> places) throws IOException {
        var found = new TreeMap<Path, String>();
        for (var place : places) {
            Files.walkFileTree(place, new Visitor(found));
        }
        return found;
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        private final Map<Path, String> found;

        Visitor(Map<Path, String> found) {
            this.found = found;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile()) {
                try (var stream = Files.newInputStream(file)) {
                    inStream(stream).ifPresent(name -> found.put(file, name));
                } catch (NoSuchFileException _) {
                    return FileVisitResult.CONTINUE;
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException reason) throws IOException {
            if (reason instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw reason;
        }
    }

    // The end of each buffer is kept in front of the next: what stands across both is found.
    Optional<String> inStream(InputStream stream) throws IOException {
        var kept = 0;
        for (var read = fill(stream, 0); read > 0; read = fill(stream, kept)) {
            var length = kept + read;
            var found = needles.find(buffer, length);
            if (found.isPresent()) {
                return found;
            }
            kept = Math.min(length, needles.longest() - 1);
            System.arraycopy(buffer, length - kept, buffer, 0, kept);
        }
        return Optional.empty();
    }

    private int fill(InputStream stream, int from) throws IOException {
        return stream.readNBytes(buffer, from, buffer.length - from);
    }
}
