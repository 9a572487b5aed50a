package dev.signet.cli.bundle;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * Files that belong together, written beside where they are to be and moved there when all are whole. The last of them seals the rest: while
 * they are moved it is not there.
 */
public final class Staging implements AutoCloseable {
    private final Path directory;
    private final List<String> names;
    private final boolean isNew;
    private final Path temporary;

    private Staging(Path directory, List<String> names, boolean isNew) throws IOException {
        this.directory = directory;
        this.names = List.copyOf(names);
        this.isNew = isNew;
        // not a temporary directory in the JDK's sense: what is published may be read by others
        this.temporary = Files.createDirectory(directory.resolve(temporaryName()));
    }

    /**
     * Other files that are in the directory stay there.
     *
     * @param names all that will be written, the seal last
     * @param replace whether files of these names may be replaced; otherwise a {@link FileAlreadyExistsException}
     */
    public static Staging in(Path directory, List<String> names, boolean replace) throws IOException {
        for (var name : names) {
            if (!replace && Files.exists(directory.resolve(name))) {
                throw new FileAlreadyExistsException(directory.resolve(name).toString());
            }
        }
        var isNew = !Files.exists(directory);
        Files.createDirectories(directory);
        return new Staging(directory, names, isNew);
    }

    static String temporaryName() {
        return ".signet-%s.part".formatted(UUID.randomUUID());
    }

    /** A file's place until {@link #commit}. */
    public Path path(String name) {
        return temporary.resolve(name);
    }

    public void write(String name, byte[] content) throws IOException {
        try (var out = create(name)) {
            out.write(content);
        }
    }

    OutputStream create(String name) throws IOException {
        return SyncedFile.create(path(name));
    }

    /** Gives all files their names. */
    public void commit() throws IOException {
        Files.deleteIfExists(directory.resolve(names.getLast()));
        for (var name : names) {
            Files.move(path(name), directory.resolve(name), ATOMIC_MOVE, REPLACE_EXISTING);
        }
    }

    @Override
    public void close() throws IOException {
        for (var name : names) {
            Files.deleteIfExists(path(name));
        }
        Files.deleteIfExists(temporary);
        if (isNew && !Files.exists(directory.resolve(names.getLast()))) {
            deleteIfEmpty();
        }
    }

    private void deleteIfEmpty() throws IOException {
        try {
            Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException e) {
            // somebody else uses it meanwhile
        }
    }
}
