package dev.signet.collection.record;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** PostgreSQL's binary COPY format for rows of a bigint and a bytea: payloads go in as they are, without escapes. */
final class BinaryCopy implements Closeable {
    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final short FIELDS = 2;
    private static final short END = -1;

    private final OutputStream copy;
    private final DataOutputStream out;

    BinaryCopy(OutputStream copy) throws IOException {
        this.copy = copy;
        out = new DataOutputStream(new BufferedOutputStream(copy, 1 << 16));
        out.write(SIGNATURE);
        out.writeInt(0); // flags
        out.writeInt(0); // no header extension
    }

    void row(long id, byte[] payload) throws IOException {
        out.writeShort(FIELDS);
        out.writeInt(Long.BYTES);
        out.writeLong(id);
        out.writeInt(payload.length);
        out.write(payload);
    }

    // Not by way of the streams between: each would flush once more, and fail with what only follows from the reason.
    @Override
    public void close() throws IOException {
        try (copy) {
            out.writeShort(END);
            out.flush();
        }
    }
}
