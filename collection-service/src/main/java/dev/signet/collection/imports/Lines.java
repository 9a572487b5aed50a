package dev.signet.collection.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts a stream into lines without touching their bytes: no charset, no trimming. A line ends with LF, CRLF or the stream. A byte order mark in front of them is
 * no part of the first: some editors write one unasked, and it would be signed with it.
 */
final class Lines {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final InputStream in;
    private final int maxLength;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private long number;

    Lines(InputStream in, int maxLength) {
        this.in = in;
        this.maxLength = maxLength;
    }

    /** The number of the line that was read last, from 1. */
    long number() {
        return number;
    }

    /** The next line; empty at the end of the stream. A line longer than allowed is not read to its end. */
    Optional<byte[]> next() throws IOException, InvalidRecord {
        if (position == limit && !fill()) {
            return Optional.empty();
        }
        number++;
        var line = line();
        return Optional.of(number == 1 ? withoutMark(line) : line);
    }

    private byte[] line() throws IOException, InvalidRecord {
        var end = newline();
        if (end < 0) {
            return longLine();
        }
        var line = within(Arrays.copyOfRange(buffer, position, end));
        position = end + 1;
        return line;
    }

    private static byte[] withoutMark(byte[] line) {
        var mark = BYTE_ORDER_MARK.length;
        return line.length >= mark && Arrays.equals(line, 0, mark, BYTE_ORDER_MARK, 0, mark)
                ? Arrays.copyOfRange(line, mark, line.length)
                : line;
    }

    private byte[] longLine() throws IOException, InvalidRecord {
        var line = new ByteArrayOutputStream(2 * buffer.length);
        int end;
        do {
            end = newline();
            line.write(buffer, position, (end < 0 ? limit : end) - position);
            position = end < 0 ? limit : end + 1;
            if (line.size() > maxLength + 1) { // one more for a carriage return
                throw tooLong();
            }
        } while (end < 0 && fill());
        return within(line.toByteArray());
    }

    private byte[] within(byte[] line) throws InvalidRecord {
        var length = line.length;
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        if (length > maxLength) {
            throw tooLong();
        }
        return length == line.length ? line : Arrays.copyOf(line, length);
    }

    private InvalidRecord tooLong() {
        return new InvalidRecord(number, "is longer than the " + maxLength + " bytes that a record may have");
    }

    private int newline() {
        for (int i = position; i < limit; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }
}
