package dev.signet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    private Path temporary = Path.of("replaced by JUnit");

    @Test
    void directoryThatAnotherProcessIsRemovingIsLeftToIt() throws IOException {
        var halfRemoved = Files.createDirectory(temporary.resolve("signet-postgres-1"));
        Files.createFile(halfRemoved.resolve("password"));

        assertThat(DataDirectory.abandonedIn(temporary)).isEmpty();
        assertThat(halfRemoved).isDirectoryNotContaining("glob:**lock");
    }

    @Test
    void directoryOfADeadProcessIsTakenOverByOne() throws IOException {
        var left = Files.createDirectory(temporary.resolve("signet-postgres-2"));
        Files.createFile(left.resolve("password"));
        Files.createFile(left.resolve("lock"));

        var taken = DataDirectory.abandonedIn(temporary);

        assertThat(taken).singleElement().extracting(DataDirectory::root).isEqualTo(left);
        assertThat(DataDirectory.abandonedIn(temporary)).isEmpty();
        taken.getFirst().close();
        assertThat(left).doesNotExist();
    }
}
