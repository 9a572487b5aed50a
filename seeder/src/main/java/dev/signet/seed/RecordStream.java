package dev.signet.seed;

import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** All records as one NDJSON stream, made while it is read: one line in memory at a time. */
final class RecordStream extends InputStream {
    private final RandomRecord records;
    private final long count;
    private final AtomicLong made;
    private byte[] line = {};
    private int position;

    /** @param made counts the lines that were begun, for another thread to look at */
    RecordStream(RandomRecord records, long count, AtomicLong made) {
        this.records = records;
        this.count = count;
        this.made = made;
        made.set(0);
    }

    @Override
    public int read() {
        return hasMore() ? line[position++] : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        var filled = 0;
        while (filled < length && hasMore()) {
            var part = Math.min(length - filled, line.length - position);
            System.arraycopy(line, position, target, offset + filled, part);
            position += part;
            filled += part;
        }
        return filled == 0 && length > 0 ? -1 : filled;
    }

    private boolean hasMore() {
        if (position < line.length) {
            return true;
        }
        if (made.get() >= count) {
            return false;
        }
        line = records.line(made.getAndIncrement());
        position = 0;
        return true;
    }
}
