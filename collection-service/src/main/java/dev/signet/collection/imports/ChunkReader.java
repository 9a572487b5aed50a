package dev.signet.collection.imports;

import dev.signet.collection.record.RecordProperties;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;

/** Reads an import from the network, a chunk at a time. A stream that breaks off throws: its half of a line must not become a record. */
final class ChunkReader {
    // A slow stream is stored as it comes: what is on its way for longer would look as if no more records arrived.
    private static final long LONGEST_NANOS = 300_000_000;

    private final Lines lines;
    private final JsonValues json;
    private final RecordProperties limits;
    private final LineDigest.Chain digest = new LineDigest.Chain(LineDigest.NONE);

    ChunkReader(InputStream body, JsonValues json, RecordProperties limits) {
        this.lines = new Lines(body, limits.maxPayload());
        this.json = json;
        this.limits = limits;
    }

    /** Passes over lines that are stored already, and digests them; a stream that ends earlier digests to something else. */
    LineDigest skip(long count) throws IOException, InvalidRecord {
        for (long skipped = 0; skipped < count; skipped++) {
            var line = lines.next();
            if (line.isEmpty()) {
                break;
            }
            digest.add(line.get());
        }
        return digest.soFar();
    }

    Chunk next() throws IOException {
        var chunk = new ArrayList<byte[]>();
        var begun = System.nanoTime();
        long bytes = 0;
        try {
            while (chunk.size() < limits.chunkRecords()
                    && bytes < limits.chunkBytes().toBytes()
                    && (chunk.isEmpty() || System.nanoTime() - begun < LONGEST_NANOS)) {
                var line = lines.next();
                if (line.isEmpty()) {
                    return new Chunk(chunk, digest.soFar(), Optional.empty(), true);
                }
                chunk.add(checked(line.get()));
                digest.add(line.get());
                bytes += line.get().length;
            }
        } catch (InvalidRecord e) {
            return new Chunk(chunk, digest.soFar(), Optional.of(e), true);
        }
        return new Chunk(chunk, digest.soFar(), Optional.empty(), false);
    }

    private byte[] checked(byte[] line) throws InvalidRecord {
        if (new String(line, StandardCharsets.ISO_8859_1).isBlank()) {
            throw new InvalidRecord(lines.number(), "is blank");
        }
        if (!json.isOne(line)) {
            throw new InvalidRecord(lines.number(), "is not one JSON value");
        }
        return line;
    }
}
