package dev.signet.platform.statement;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bouncycastle.util.io.pem.PemReader;

/** A file of PEM blocks. */
final class PemFile {
    /** What is in its first block of this kind. */
    static byte[] read(Path file, String kind) throws IOException {
        try (var blocks = new PemReader(Files.newBufferedReader(file, StandardCharsets.US_ASCII))) {
            for (var block = blocks.readPemObject(); block != null; block = blocks.readPemObject()) {
                if (kind.equals(block.getType())) {
                    return block.getContent();
                }
            }
        }
        throw new IOException("%s has no %s".formatted(file, kind));
    }

    private PemFile() {}
}
