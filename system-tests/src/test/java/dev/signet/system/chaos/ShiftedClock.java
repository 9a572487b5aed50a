package dev.signet.system.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A clock that can be set while its process runs: by libfaketime, which reads the offset from a file. */
final class ShiftedClock {
    private static final String LIBRARY = "faketime/libfaketimeMT.so.1";

    private final Path offset;

    ShiftedClock(Path offset) {
        this.offset = offset;
        set(Duration.ZERO);
    }

    static boolean isAvailable() {
        return library().isPresent();
    }

    private static Optional<Path> library() {
        return Stream.of("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib")
                .map(directory -> Path.of(directory, LIBRARY))
                .filter(Files::exists)
                .findFirst();
    }

    /** The environment of a process that goes by this clock. Its monotonic clock stays true, as after a correction by hand. */
    Map<String, String> environment() {
        return library()
                .map(library -> Map.of(
                        "LD_PRELOAD", library.toString(),
                        "FAKETIME_TIMESTAMP_FILE", offset.toString(),
                        "FAKETIME_CACHE_DURATION", "1",
                        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                        "DONT_FAKE_MONOTONIC", "1"))
                .orElse(Map.of());
    }

    void set(Duration shift) {
        try {
            var next = Files.writeString(
                    offset.resolveSibling(offset.getFileName() + ".new"), "%+ds%n".formatted(shift.toSeconds()));
            Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
