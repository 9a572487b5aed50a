package dev.signet.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Where a demo keeps its things: the directory it was given, or a temporary one that goes with it. The log goes there too: the terminal is for
 * people.
 */
record DemoHome(Path dir, boolean temporary) implements AutoCloseable {
    static DemoHome open(@Nullable Path dataDir) {
        try {
            var home = dataDir == null
                    ? new DemoHome(Files.createTempDirectory("signet-demo-"), true)
                    : new DemoHome(Files.createDirectories(dataDir.toAbsolutePath()), false);
            home.sendLogHere();
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the data directory %s cannot be made: %s".formatted(dataDir, e.getMessage()), e);
        }
    }

    // Before anything logs. Spring's own set-up of the log is off: it would begin anew with every context.
    private void sendLogHere() {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        System.setProperty("logback.configurationFile", "signet-standalone-logback.xml");
        System.setProperty("signet.log", log().toString());
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    Path log() {
        return dir.resolve("signet.log");
    }

    @Override
    public void close() {
        if (temporary) {
            delete();
        }
    }

    private void delete() {
        try (Stream<Path> all = Files.walk(dir)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s could not be removed".formatted(dir), e);
        }
    }
}
