package dev.signet.platform;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** Fails once more was read than is allowed. */
final class BoundedStream extends ServletInputStream {
    private final ServletInputStream in;
    private long left;

    BoundedStream(ServletInputStream in, long limit) {
        this.in = in;
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        var next = in.read();
        return next < 0 ? next : counted(next, 1);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var read = in.read(buffer, offset, length);
        return read < 0 ? read : counted(read, read);
    }

    private int counted(int result, int bytes) throws IOException {
        left -= bytes;
        if (left < 0) {
            throw new IOException("the body is larger than is read here");
        }
        return result;
    }

    @Override
    public boolean isFinished() {
        return in.isFinished();
    }

    @Override
    public boolean isReady() {
        return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        in.setReadListener(listener);
    }
}
