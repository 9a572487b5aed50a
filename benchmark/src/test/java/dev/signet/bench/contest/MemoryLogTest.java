package dev.signet.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryLogTest {
    private static final long MB = 1 << 20;

    @TempDir
    private Path directory;

    @Test
    void mostThatACollectionLeftAndWhatTheLastOneLeft() throws IOException {
        var log = Files.writeString(directory.resolve("gc.log"), """
                Using Serial
                GC(0) Pause Young (Allocation Failure) 67M->9M(246M) 8.127ms
                GC(1) Pause Full (Metadata GC Threshold) 31M->24M(246M) 41.003ms
                GC(2) Pause Full (Diagnostic Command) 90M->21M(246M) 39.870ms
                """);

        var memory =
                new MemoryLog(log).read("key-service", ProcessHandle.current().pid());

        assertThat(memory.service()).isEqualTo("key-service");
        assertThat(memory.heapBytes()).isEqualTo(24 * MB);
        assertThat(memory.liveBytes()).isEqualTo(21 * MB);
    }

    @Test
    void jvmThatHasNotCollectedYet() throws IOException {
        var log = Files.writeString(directory.resolve("gc.log"), "Using Serial\n");

        var memory = new MemoryLog(log).read("", Long.MAX_VALUE);

        assertThat(memory).isEqualTo(new Memory("", 0, 0, 0));
    }
}
