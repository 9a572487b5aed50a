package dev.signet.bench.limits;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Stores signatures by binary COPY, the fastest way into a table. */
public final class SignatureCopy {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final short COLUMNS = 3;
    private static final short END = -1;

    private final CopyManager copy;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(buffer);

    public SignatureCopy(Connection connection) throws SQLException {
        this.copy = connection.unwrap(PGConnection.class).getCopyAPI();
    }

    public void begin() throws IOException {
        buffer.reset();
        out.write(SIGNATURE);
        out.writeLong(0); // no flags, no extension
    }

    public void add(long record, long batch, byte[] signature) throws IOException {
        out.writeShort(COLUMNS);
        out.writeInt(Long.BYTES);
        out.writeLong(record);
        out.writeInt(Long.BYTES);
        out.writeLong(batch);
        out.writeInt(signature.length);
        out.write(signature);
    }

    public void store() throws SQLException, IOException {
        out.writeShort(END);
        var sink = copy.copyIn("COPY signature FROM STDIN (FORMAT binary)");
        sink.writeToCopy(buffer.toByteArray(), 0, buffer.size());
        sink.endCopy();
    }
}
