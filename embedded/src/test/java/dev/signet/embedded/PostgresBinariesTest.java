package dev.signet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresBinariesTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void homeThatIsSetToNothingIsNotSet(String home) {
        assertThat(PostgresBinaries.installed(home)).isEmpty();
    }

    @Test
    void directoryWithoutPostgresIsRefusedInOneSentenceAndNotAvailable(@TempDir Path directory) {
        var home = directory.toString();

        assertThat(PostgresBinaries.available(home)).isFalse();
        assertThatThrownBy(() -> PostgresBinaries.installed(home))
                .isInstanceOf(DatabaseDidNotStart.class)
                .hasMessageContaining("SIGNET_POSTGRES_HOME=%s has no bin/initdb".formatted(home));
    }
}
