package dev.signet.contract;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes many small byte strings as one body: a head, then one frame per record, then an end mark, without which a reader knows that
 * it did not get everything. A frame is the record id (8 bytes, big-endian), the length (4 bytes) and the content; the head has id 0, the
 * end mark id -1 and, as its content, the number of records (4 bytes). Several such bodies may follow one another.
 */
public final class FrameWriter {
    /** Content type of a framed body. */
    public static final String MEDIA_TYPE = "application/vnd.signet.frames";

    static final long HEAD = 0;
    static final long END = -1;

    private final DataOutputStream out;
    private int count;

    public FrameWriter(OutputStream out) {
        this.out = new DataOutputStream(out);
    }

    /** Writes the head, which comes first. */
    public void head(byte[] content) throws IOException {
        frame(HEAD, content);
    }

    public void record(RecordId id, byte[] content) throws IOException {
        frame(id.value(), content);
        count++;
    }

    /** Says that this was all. Another head may follow. */
    public void end() throws IOException {
        out.writeLong(END);
        out.writeInt(Integer.BYTES);
        out.writeInt(count);
        count = 0;
    }

    public void flush() throws IOException {
        out.flush();
    }

    private void frame(long id, byte[] content) throws IOException {
        out.writeLong(id);
        out.writeInt(content.length);
        out.write(content);
    }
}
