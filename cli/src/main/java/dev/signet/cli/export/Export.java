package dev.signet.cli.export;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.signet.cli.server.NdjsonLines;
import dev.signet.cli.server.Server;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Writes all signatures and the public keys that verify them into a directory; a file appears there when it is whole, or not at all. */
public final class Export {
    private final Server collection;
    private final Server keys;

    public Export(Server collection, Server keys) {
        this.collection = collection;
        this.keys = keys;
    }

    /** What was written. */
    public record Written(Path signatures, Path keys, long count) {}

    /** @param replace whether files that are there may be replaced; otherwise a {@link FileAlreadyExistsException} */
    public Written into(Path directory, boolean replace) throws IOException, InterruptedException {
        var signatures = directory.resolve("signatures.ndjson");
        var jwks = directory.resolve("jwks.json");
        if (!replace) {
            refuseExisting(signatures);
            refuseExisting(jwks);
        }
        Files.createDirectories(directory);
        long count;
        try (var body = collection.stream("api/v1/exports/signatures.ndjson")) {
            count = write(signatures, temporary -> copyLines(body, temporary));
        }
        try (var body = keys.stream(".well-known/jwks.json")) {
            write(jwks, temporary -> Files.copy(body, temporary, REPLACE_EXISTING));
        }
        return new Written(signatures, jwks, count);
    }

    private interface Filling {
        long fill(Path temporary) throws IOException;
    }

    private static long write(Path file, Filling filling) throws IOException {
        // not a temporary file in the JDK's sense: what is published may be read by others
        var temporary = file.resolveSibling(".signet-%s.part".formatted(UUID.randomUUID()));
        try {
            var result = filling.fill(temporary);
            Files.move(temporary, file, ATOMIC_MOVE);
            return result;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static long copyLines(InputStream body, Path temporary) throws IOException {
        try (var lines = new NdjsonLines("the export of signatures", body);
                var writer = Files.newBufferedWriter(temporary, StandardCharsets.UTF_8)) {
            for (var line = lines.next(); line != null; line = lines.next()) {
                writer.write(line);
                writer.write('\n');
            }
            var count = lines.end().count();
            writer.write(lines.endLine());
            writer.write('\n');
            return count;
        }
    }

    private static void refuseExisting(Path file) throws FileAlreadyExistsException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
    }
}
