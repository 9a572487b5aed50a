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

    private final DataOutputStream out;

    BinaryCopy(OutputStream copy) throws IOException {
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

    // Flushed apart: a stream that cannot be flushed is closed with an error of its own, which would hide the reason.
    @Override
    public void close() throws IOException {
        try (out) {
            out.writeShort(END);
            out.flush();
        }
    }
}
