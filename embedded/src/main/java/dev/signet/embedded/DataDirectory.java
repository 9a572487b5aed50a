package dev.signet.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A directory with one PostgreSQL cluster, its password and its log, held by one JVM at a time. The lock dies with its JVM, so it
 * tells the server of a killed JVM (ours to stop) from one that is in use.
 */
final class DataDirectory implements AutoCloseable {
    private static final String TEMPORARY_PREFIX = "signet-postgres-";
    private static final String LOCK = "lock";

    // Closing any other channel on the file would drop this JVM's lock on it, so we must not even open it twice.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path root;
    private final boolean temporary;
    private final FileChannel lock;

    private DataDirectory(Path root, boolean temporary, FileChannel lock) {
        this.root = root;
        this.temporary = temporary;
        this.lock = lock;
    }

    static DataDirectory given(Path path) throws IOException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new DatabaseDidNotStart("%s is not a directory.".formatted(path));
        }
        var root = Files.createDirectories(path).toRealPath();
        return hold(withLock(root), false)
                .orElseThrow(() -> new DatabaseDidNotStart("%s is in use by another process.".formatted(root)));
    }

    static DataDirectory temporary() throws IOException {
        var root = Files.createTempDirectory(TEMPORARY_PREFIX).toRealPath();
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x")); // nobody passes through it
        return hold(withLock(root), true).orElseThrow();
    }

    /** Temporary directories that a killed JVM left behind, each with a server that perhaps still runs. */
    static List<DataDirectory> abandoned() throws IOException {
        return abandonedIn(Path.of(System.getProperty("java.io.tmpdir")).toRealPath());
    }

    static List<DataDirectory> abandonedIn(Path temporary) throws IOException {
        try (var paths = Files.newDirectoryStream(temporary, TEMPORARY_PREFIX + "*")) {
            var abandoned = new ArrayList<DataDirectory>();
            for (var path : paths) {
                try {
                    if (isOurs(path)) {
                        hold(path, true).ifPresent(abandoned::add);
                    }
                } catch (NoSuchFileException _) {
                    // another JVM has just removed it
                }
            }
            return abandoned;
        }
    }

    Path cluster() {
        return root.resolve("cluster");
    }

    Path unfinishedCluster() {
        return root.resolve("cluster.unfinished");
    }

    Path log() {
        return root.resolve("postgres.log");
    }

    Path root() {
        return root;
    }

    /** Made once and kept with the data. */
    Path passwordFile() throws IOException {
        var file = root.resolve("password");
        if (!Files.exists(file)) {
            var unfinished = root.resolve("password.unfinished");
            Files.writeString(unfinished, Secret.random());
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-------"));
            Files.move(unfinished, file);
        }
        return file;
    }

    /** Lets go of the directory, and removes a temporary one. */
    @Override
    public void close() throws IOException {
        try (lock) {
            if (temporary) {
                Directories.delete(root);
            }
        } finally {
            HELD_HERE.remove(root);
        }
    }

    /** Locking comes before the password, so a directory with a password and without a lock has lost its JVM. */
    private static boolean isOurs(Path path) throws IOException {
        return Files.isRegularFile(path.resolve("password"), LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(path.resolve(LOCK), LinkOption.NOFOLLOW_LINKS)
                        .getName()
                        .equals(System.getProperty("user.name"));
    }

    // Without CREATE: in an abandoned directory that its owner is just removing, a new file would stop it.
    private static Optional<DataDirectory> hold(Path root, boolean temporary) throws IOException {
        if (!HELD_HERE.add(root)) {
            return Optional.empty();
        }
        var held = false;
        try {
            var channel = FileChannel.open(root.resolve(LOCK), StandardOpenOption.WRITE);
            held = channel.tryLock() != null;
            if (!held) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new DataDirectory(root, temporary, channel));
        } finally {
            if (!held) {
                HELD_HERE.remove(root);
            }
        }
    }

    private static Path withLock(Path root) throws IOException {
        try {
            Files.createFile(root.resolve(LOCK));
        } catch (FileAlreadyExistsException _) {
            // the one of before is as good
        }
        return root;
    }
}
