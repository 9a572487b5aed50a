package dev.signet.contract;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads what {@link FrameWriter} wrote, one record at a time. A body that is cut off or malformed is an {@link IOException},
 * a frame beyond the limit a {@link FrameTooLarge}. */
public final class FrameReader {
    private final DataInputStream in;
    private final int maxContent;
    private int count;

    /** @param maxContent the largest content in bytes that is accepted, so that a broken length cannot exhaust the memory */
    public FrameReader(InputStream in, int maxContent) {
        this.in = new DataInputStream(new BufferedInputStream(in, 1 << 16));
        this.maxContent = maxContent;
    }

    /** Whether another head follows, at the beginning or after an end mark. */
    public boolean hasMore() throws IOException {
        in.mark(1);
        var more = in.read() >= 0;
        in.reset();
        return more;
    }

    /** Reads the head, which comes first. */
    public byte[] head() throws IOException {
        var id = in.readLong();
        if (id != FrameWriter.HEAD) {
            throw new IOException("expected the head, found record " + id);
        }
        count = 0;
        return content();
    }

    /** The next record; empty after the last, once the end mark has been seen and its count is right. */
    public Optional<Frame> next() throws IOException {
        var id = in.readLong();
        if (id == FrameWriter.END) {
            checkCount(content());
            return Optional.empty();
        }
        if (id < 1) {
            throw new IOException("not a record id: " + id);
        }
        count++;
        return Optional.of(new Frame(new RecordId(id), Bytes.wrap(content())));
    }

    private byte[] content() throws IOException {
        var length = in.readInt();
        if (length < 0) {
            throw new IOException("a frame cannot have " + length + " bytes");
        }
        if (length > maxContent) {
            throw new FrameTooLarge(length, maxContent);
        }
        var content = new byte[length];
        if (in.readNBytes(content, 0, length) < length) {
            throw new EOFException("the body was cut off after " + count + " records");
        }
        return content;
    }

    private void checkCount(byte[] content) throws IOException {
        if (content.length != Integer.BYTES || ByteBuffer.wrap(content).getInt() != count) {
            throw new IOException("the end mark does not count the " + count + " records that came");
        }
    }

    /** One record's content: its payload, or its signature. */
    public record Frame(RecordId recordId, Bytes content) {}
}
