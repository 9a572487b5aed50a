package dev.signet.cli.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What is piped in, kept in a file until it has been sent: its key depends on its end, and so does whether it can be sent again. */
record Piped(Path file) implements AutoCloseable {
    static Piped keep(InputStream stream) throws IOException {
        var file = Files.createTempFile("signet-import-", ".ndjson");
        Files.copy(stream, file, StandardCopyOption.REPLACE_EXISTING);
        return new Piped(file);
    }

    RecordSource source() {
        return new RecordSource("-", file);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
