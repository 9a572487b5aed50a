package dev.signet.embedded;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's programs, unpacked once per user and version from the jar that carries them, or those that are installed where
 * {@code SIGNET_POSTGRES_HOME} says.
 */
public final class PostgresBinaries {
    private static final String INSTALLED = "SIGNET_POSTGRES_HOME";

    private PostgresBinaries() {}

    static boolean available() {
        return available(System.getenv(INSTALLED));
    }

    static boolean available(@Nullable String home) {
        try {
            if (installed(home).isEmpty()) {
                archive().close();
            }
            return true;
        } catch (IOException | DatabaseDidNotStart _) {
            return false;
        }
    }

    /** The directory with bin, lib and share. Everyone may read it: the server may run as another user. */
    public static Path directory() throws IOException {
        var installed = installed(System.getenv(INSTALLED));
        return installed.isPresent() ? installed.get() : unpacked();
    }

    /** One that is set to nothing counts as not set. */
    static Optional<Path> installed(@Nullable String value) {
        var home = Optional.ofNullable(value).filter(given -> !given.isBlank()).map(Path::of);
        home.filter(given -> !Files.isExecutable(given.resolve("bin/initdb"))).ifPresent(given -> {
            throw new DatabaseDidNotStart(
                    "%s=%s has no bin/initdb; give the directory of an installed PostgreSQL, such as /usr/lib/postgresql/18."
                            .formatted(INSTALLED, given));
        });
        return home;
    }

    private static Path unpacked() throws IOException {
        byte[] archive;
        try (var stream = archive()) {
            archive = stream.readAllBytes();
        }
        var temporary = Path.of(System.getProperty("java.io.tmpdir"));
        var directory = temporary.resolve(
                "signet-pg-binaries-%s-%s".formatted(System.getProperty("user.name"), fingerprint(archive)));
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            unpackBeside(directory, archive);
        }
        refuseIfForeign(directory);
        return directory;
    }

    private static InputStream archive() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var machine = System.getProperty("os.arch").replace("amd64", "x86_64");
        var archive = PostgresBinaries.class.getResourceAsStream("/postgres-%s-%s.txz".formatted(system, machine));
        if (archive == null) {
            throw new DatabaseDidNotStart(
                    "there is no embedded PostgreSQL for %s on %s; give the URL of a database, or install PostgreSQL and set %s."
                            .formatted(system, machine, INSTALLED));
        }
        return archive;
    }

    /** Unpacks under another name first, so that nobody ever sees half of it. */
    private static void unpackBeside(Path directory, byte[] archive) throws IOException {
        var unfinished = Files.createTempDirectory(directory.getFileName() + "-unfinished");
        try {
            unpack(archive, unfinished);
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Directories.delete(unfinished);
            if (!Files.exists(directory)) { // else somebody was faster, which is as good
                throw e;
            }
        }
    }

    private static void unpack(byte[] archive, Path directory) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new ByteArrayInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, directory.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.resolve("..").normalize());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, path);
            var executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    /** The name can be guessed, and whoever made the directory decides what we run. */
    private static void refuseIfForeign(Path directory) throws IOException {
        var owner = Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).getName();
        if (!owner.equals(System.getProperty("user.name"))) {
            throw new DatabaseDidNotStart("%s belongs to %s.".formatted(directory, owner));
        }
    }

    private static String fingerprint(byte[] archive) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
