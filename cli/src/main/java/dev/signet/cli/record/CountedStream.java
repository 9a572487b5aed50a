package dev.signet.cli.record;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Says how many bytes have been read so far. */
final class CountedStream extends FilterInputStream {
    private final LongConsumer count;
    private long read;

    CountedStream(InputStream in, LongConsumer count) {
        super(in);
        this.count = count;
    }

    @Override
    public int read() throws IOException {
        var one = super.read();
        counted(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        var some = super.read(bytes, offset, length);
        counted(some);
        return some;
    }

    private void counted(int more) {
        if (more > 0) {
            read += more;
            count.accept(read);
        }
    }
}
