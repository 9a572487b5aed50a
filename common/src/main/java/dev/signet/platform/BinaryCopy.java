package dev.signet.platform;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** Many rows into PostgreSQL at once, in its binary COPY format: bytes go in as they are, without escapes. */
public final class BinaryCopy implements Closeable {
    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final short END = -1;
    private static final int NULL = -1;
    private static final int BUFFER = 1 << 16;
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private final OutputStream copy;
    private final DataOutputStream out;

    BinaryCopy(OutputStream copy) throws IOException {
        this.copy = copy;
        out = new DataOutputStream(new BufferedOutputStream(copy, BUFFER));
        out.write(SIGNATURE);
        out.writeInt(0); // flags
        out.writeInt(0); // no header extension
    }

    /** Runs a {@code COPY … FROM STDIN (FORMAT binary)} in the connection's transaction. */
    public static void run(Connection connection, String sql, Rows rows) throws SQLException {
        try (var copy = new BinaryCopy(new PGCopyOutputStream(connection.unwrap(PGConnection.class), sql, BUFFER))) {
            rows.writeTo(copy);
        } catch (IOException e) {
            // what the stream wraps says whether the database is away
            throw e.getCause() instanceof SQLException cause ? cause : new SQLException("COPY failed", "08006", e);
        }
    }

    /** Begins a row, whose fields follow. */
    public void row(int fields) throws IOException {
        out.writeShort(fields);
    }

    /** A NULL. */
    public void nothing() throws IOException {
        out.writeInt(NULL);
    }

    public void text(String value) throws IOException {
        bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** A timestamptz; what is finer than a microsecond is cut off. */
    public void moment(Instant value) throws IOException {
        number(ChronoUnit.MICROS.between(EPOCH, value));
    }

    public void number(long value) throws IOException {
        out.writeInt(Long.BYTES);
        out.writeLong(value);
    }

    public void uuid(UUID value) throws IOException {
        out.writeInt(2 * Long.BYTES);
        out.writeLong(value.getMostSignificantBits());
        out.writeLong(value.getLeastSignificantBits());
    }

    /** What is null becomes NULL. */
    public void bytes(byte @Nullable [] value) throws IOException {
        if (value == null) {
            nothing();
        } else {
            out.writeInt(value.length);
            out.write(value);
        }
    }

    // Not by way of the streams between: each would flush once more, and fail with what only follows from the reason.
    @Override
    public void close() throws IOException {
        try (copy) {
            out.writeShort(END);
            out.flush();
        }
    }

    /** Writes the rows. */
    @FunctionalInterface
    public interface Rows {
        void writeTo(BinaryCopy copy) throws IOException;
    }
}
