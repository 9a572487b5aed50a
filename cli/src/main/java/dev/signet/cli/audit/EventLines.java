package dev.signet.cli.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.signet.cli.server.IncompleteStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The lines of an export as they are, byte for byte: they are what was hashed. The last one says how many there are. */
final class EventLines implements AutoCloseable {
    private static final byte[] END = "{\"end\":true,\"count\":".getBytes(US_ASCII);
    private static final int LONGEST = 1 << 20;

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int filled;
    private long count;

    private EventLines(InputStream in) {
        this.in = in;
    }

    static EventLines of(Path export) throws IOException {
        var file = Files.newInputStream(export);
        return new EventLines(
                export.toString().endsWith(".gz") ? new GZIPInputStream(new BufferedInputStream(file), 1 << 16) : file);
    }

    /** The next event's; null behind the last. */
    byte @Nullable [] next() throws IOException {
        line.reset();
        for (var end = indexOfLineEnd(); end < 0; end = indexOfLineEnd()) {
            line.write(buffer, position, filled - position);
            if (line.size() > LONGEST || !fill()) {
                throw new IncompleteStream(
                        "the export ends after %d events without saying that it is whole".formatted(count));
            }
        }
        var end = indexOfLineEnd();
        line.write(buffer, position, end - position);
        position = end + 1;
        return unlessEnd(line.toByteArray());
    }

    private byte @Nullable [] unlessEnd(byte[] next) {
        if (!startsWith(next, END)) {
            count++;
            return next;
        }
        var said = new String(next, END.length, next.length - END.length, US_ASCII);
        if (!said.equals(count + "}")) {
            throw new IncompleteStream("the export has %d events, and its last line is another's".formatted(count));
        }
        return null;
    }

    static boolean startsWith(byte[] line, byte[] beginning) {
        return line.length >= beginning.length
                && Arrays.equals(line, 0, beginning.length, beginning, 0, beginning.length);
    }

    private int indexOfLineEnd() {
        for (var i = position; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private boolean fill() throws IOException {
        position = 0;
        filled = Math.max(0, in.read(buffer));
        return filled > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
