package dev.signet.system;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;

/** Signet as it is installed: the launcher beside the jars of the distribution (links to them), and warmed up, so that processes start in half the time. */
final class Installation {
    private static final Path SOURCES = Path.of("..");
    private static final Path JARS = SOURCES.resolve("standalone/target/dist/lib");
    private static final Path PLACE = Path.of("target", "installation").toAbsolutePath();

    private static final Path CACHE = PLACE.resolve("services.aot");

    private static boolean isReady;

    private Installation() {}

    /** The launcher; warmed up the first time that it is asked for after a build. */
    static synchronized Path launcher() {
        var launcher = PLACE.resolve("signet");
        if (!isReady) {
            make(launcher);
            isReady = true;
        }
        return launcher;
    }

    // Another JVM with tests may be about to make the same.
    private static void make(Path launcher) {
        try (var file = FileChannel.open(Path.of("target", "installation.lock"), CREATE, WRITE);
                var _ = file.lock()) {
            if (!isUpToDate()) {
                install(PLACE);
                warmUp(launcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes one in the directory, not warmed up. */
    static void install(Path directory) throws IOException {
        var lib = Files.createDirectories(directory.resolve("lib"));
        for (var link : files(lib)) {
            Files.delete(link);
        }
        for (var jar : jars()) {
            Files.createSymbolicLink(lib.resolve(jar.getFileName()), jar.toRealPath());
        }
        Files.copy(SOURCES.resolve("signet"), directory.resolve("signet"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<Path> jars() throws IOException {
        if (!Files.isDirectory(JARS)) {
            throw new IllegalStateException("There is no distribution in %s: build with mvn package -pl standalone -am"
                    .formatted(JARS.toAbsolutePath().normalize()));
        }
        return files(JARS);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private static void warmUp(Path launcher) throws IOException {
        var builder = new ProcessBuilder("/bin/bash", launcher.toString(), "warm-up").inheritIO();
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            if (builder.start().waitFor() != 0) {
                throw new IllegalStateException("./signet warm-up has failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isUpToDate() throws IOException {
        if (!Files.exists(CACHE)) {
            return false;
        }
        var made = Files.getLastModifiedTime(CACHE);
        for (var jar : jars()) {
            if (Files.getLastModifiedTime(jar).compareTo(made) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** The options with which the launcher starts what runs for a short time. */
    static List<String> options() {
        return List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:AOTCache=" + CACHE,
                "-Xlog:aot*=off");
    }

    /** The class path with which the launcher starts services: a cache is of no use with another. */
    static String classPath() {
        try {
            return files(launcher().resolveSibling("lib")).stream()
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
