package dev.signet.system.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;

/** A process's wall clock that can be set while it runs, by a library that is loaded before all others; see shifted-clock.c. */
final class ShiftedClock {
    private static final Path SOURCE = Path.of("src", "test", "c", "shifted-clock.c");

    private final Path library;
    private final Path shift;

    /** @param shift the file that says by how much the clock is wrong */
    ShiftedClock(Path library, Path shift) {
        this.library = library;
        this.shift = shift;
        set(Duration.ZERO);
    }

    /** Makes the library; false where there is no compiler. */
    static boolean compile(Path library) {
        return Tool.succeeds("gcc", "-O2", "-shared", "-fPIC", "-o", library.toString(), SOURCE.toString(), "-ldl");
    }

    /** The environment of a process that goes by this clock. */
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "SHIFTED_CLOCK", shift.toString());
    }

    void set(Duration by) {
        var seconds = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(by.toSeconds())
                .flip();
        try (var file = FileChannel.open(shift, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(seconds, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
