package dev.signet.cli.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The lines of an NDJSON stream, one at a time. It is whole only when its last line says so; else {@link IncompleteStream}. */
public final class NdjsonLines implements AutoCloseable {
    private static final int LONGEST_END = 200;
    private static final int BUFFER = 128 << 10;

    private final String name;
    private final BufferedReader reader;
    private long count;
    private @Nullable String endLine;

    /** @param name what people call it, for messages */
    public NdjsonLines(String name, InputStream stream) {
        this.name = name;
        this.reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8), BUFFER);
    }

    /**
     * The last line.
     *
     * @param count how many lines stand before it
     * @param tick the keyring's, where the stream is the ledger
     */
    public record End(boolean end, long count, long tick) {}

    /** The next line; null after the last but the end. */
    public @Nullable String next() {
        var line = read();
        if (line == null) {
            throw new IncompleteStream("%s ends after %d lines without saying that it is whole".formatted(name, count));
        }
        if (line.length() <= LONGEST_END && line.contains("\"end\"")) {
            endLine = line;
            return null;
        }
        count++;
        return line;
    }

    /** Reads a line's JSON. A line that is none was cut off or comes from something else than Signet. */
    public <T> T parse(String line, Class<T> type) {
        try {
            return Optional.ofNullable(Json.MAPPER.readValue(line, type)).orElseThrow(this::unreadable);
        } catch (JacksonException e) {
            var incomplete = unreadable();
            incomplete.initCause(e);
            throw incomplete;
        }
    }

    /** What to throw when the line that {@link #next} gave last is not one of this stream's. */
    public IncompleteStream unreadable() {
        return new IncompleteStream("line %d of %s cannot be read".formatted(count, name));
    }

    /** How many lines {@link #next} has given so far. */
    public long count() {
        return count;
    }

    /** What the last line says, once {@link #next} has given null. */
    public End end() {
        var end = parse(endLine(), End.class);
        if (!end.end() || end.count() != count) {
            throw new IncompleteStream("%s has %d lines but says %d".formatted(name, count, end.count()));
        }
        return end;
    }

    /** The last line itself. */
    public String endLine() {
        if (endLine == null) {
            throw new IllegalStateException("the end has not been reached");
        }
        return endLine;
    }

    private @Nullable String read() {
        try {
            return reader.readLine();
        } catch (IOException e) {
            var incomplete = new IncompleteStream("%s broke off after %d lines".formatted(name, count));
            incomplete.initCause(e);
            throw incomplete;
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            // what was to be read has been read
        }
    }
}
