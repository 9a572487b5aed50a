package dev.signet.tlog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A file of checkpoints, one after the other, each with an empty line behind it. It is only ever appended to. */
public final class CheckpointFile {
    private static final int LONGEST_TAIL = 1 << 16;

    private final Path path;

    public CheckpointFile(Path path) {
        this.path = path;
    }

    /** On disk when this returns. When it throws, the file is as it was, or ends in something unfinished. */
    public void append(SignedNote note) throws IOException {
        try (var file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var end = file.size();
            try {
                var bytes = ByteBuffer.wrap((note + "\n").getBytes(UTF_8));
                for (var at = end; bytes.hasRemaining(); at = end + bytes.position()) {
                    file.write(bytes, at);
                }
                file.force(true);
            } catch (IOException e) {
                file.truncate(end); // the next one is not to stand behind half of this
                throw e;
            }
        }
    }

    /**
     * Cuts off what the machine did not get to write to its end when it stopped. Nobody has been told of such a checkpoint; only the one who appends
     * may do so, before the first time.
     */
    public void dropUnfinished() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (var file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var tail = tail(file);
            var end = file.size() - tail.length() + endOfLastWhole(tail);
            if (end < file.size()) {
                file.truncate(end);
                file.force(true);
            }
        }
    }

    private static String tail(FileChannel file) throws IOException {
        var begin = Math.max(0, file.size() - LONGEST_TAIL);
        var tail = ByteBuffer.allocate((int) (file.size() - begin));
        while (tail.hasRemaining() && file.read(tail, begin + tail.position()) >= 0) {
            // until all of it is here
        }
        return new String(tail.array(), 0, tail.position(), ISO_8859_1);
    }

    // In the bytes as they are, one for one.
    private static int endOfLastWhole(String tail) {
        var dash = new String(SignedNote.DASH.getBytes(UTF_8), ISO_8859_1);
        for (var end = tail.lastIndexOf("\n\n"); end >= 0; end = tail.lastIndexOf("\n\n", end - 1)) {
            if (tail.startsWith(dash, tail.lastIndexOf('\n', end - 1) + 1)) {
                return end + 2;
            }
        }
        return 0;
    }

    /** The last that is whole: behind it another process may be writing the next. Empty when there is none. */
    public Optional<SignedNote> last() throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try (var file = FileChannel.open(path)) {
            var tail = tail(file);
            var end = endOfLastWhole(tail);
            if (end == 0) {
                return Optional.empty();
            }
            var begin = endOfLastWhole(tail.substring(0, end - 1));
            var note = tail.substring(begin, end - 1).getBytes(ISO_8859_1);
            return Optional.of(SignedNote.parse(new String(note, UTF_8)));
        }
    }

    /** Gives all notes in their order. A file that ends within one is not whole. */
    public void forEach(Consumer<SignedNote> use) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (var reader = Files.newBufferedReader(path)) {
            for (var note = next(reader); !note.isEmpty(); note = next(reader)) {
                if (!note.getLast().startsWith(SignedNote.DASH)) {
                    throw new NotANote("%s holds something that is no checkpoint".formatted(path));
                }
                use.accept(SignedNote.parse(String.join("\n", note) + "\n"));
            }
        }
    }

    // text, an empty line, signatures, an empty line
    private static List<String> next(BufferedReader reader) throws IOException {
        var note = new ArrayList<String>();
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.isEmpty() && !note.isEmpty() && note.getLast().startsWith(SignedNote.DASH)) {
                break;
            }
            if (!line.isEmpty() || !note.isEmpty()) {
                note.add(line);
            }
        }
        return note;
    }
}
