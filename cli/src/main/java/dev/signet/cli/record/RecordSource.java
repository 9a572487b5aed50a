package dev.signet.cli.record;

import dev.signet.cli.command.CommandFailed;
import dev.signet.cli.command.ExitCode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/** A file of records, compressed or not. */
record RecordSource(String name, Path file) {
    private static final int BUFFER = 128 << 10;
    private static final int GZIP_MAGIC = 0x1f8b;

    long bytes() throws IOException {
        return Files.size(file);
    }

    /** The lines, decompressed. */
    InputStream open(LongConsumer read) throws IOException {
        return decompressed(new CountedStream(Files.newInputStream(file), read));
    }

    /** Decompressed if it is compressed; whatever the name says, the first bytes know. */
    static InputStream decompressed(InputStream stream) throws IOException {
        var buffered = new BufferedInputStream(stream, BUFFER);
        buffered.mark(2);
        var magic = buffered.read() << 8 | buffered.read();
        buffered.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(buffered, BUFFER) : buffered;
    }

    /** An Idempotency-Key that the same lines have again, compressed or not. */
    String contentKey() throws IOException {
        var sha256 = sha256();
        try (var lines = new DigestInputStream(open(_ -> {}), sha256)) {
            lines.transferTo(OutputStream.nullOutputStream());
        }
        return "sha256-" + HexFormat.of().formatHex(sha256.digest());
    }

    /** A file that cannot be used is told before anything is sent. */
    static RecordSource of(String name) {
        var file = Path.of(name);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new CommandFailed(
                    ExitCode.USAGE,
                    "'%s' is not a file that can be read".formatted(name),
                    "name an NDJSON file, or - for what is piped in");
        }
        return new RecordSource(name, file);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
