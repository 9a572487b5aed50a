package dev.signet.cli.bundle;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** So many of the next bytes of a stream, not one more and, unless that is an error, not one less. */
final class Section extends FilterInputStream {
    private long left;

    Section(InputStream in, long length) {
        super(in);
        this.left = length;
    }

    void skipRest() throws IOException {
        in.skipNBytes(left);
        left = 0;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        var read = in.read(into, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw new EOFException();
        }
        left -= read;
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        var skipped = in.skip(Math.min(count, left));
        left -= skipped;
        return skipped;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(left, in.available());
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
