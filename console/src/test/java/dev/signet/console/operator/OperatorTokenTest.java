package dev.signet.console.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorTokenTest {
    @TempDir
    Path dir;

    @Test
    void onlyTheTokenIsTheToken() throws Exception {
        var token = "a".repeat(43);
        var read = OperatorToken.read(Files.writeString(dir.resolve("token"), token + "\n"));

        assertThat(read.is(token)).isTrue();
        assertThat(read.is(token + "a")).isFalse();
        assertThat(read.is("")).isFalse();
        assertThat(read).hasToString(read.getClass().getName() + "@" + Integer.toHexString(read.hashCode()));
    }

    @Test
    void fileThatIsMissingOrTooShortIsNamed() throws Exception {
        assertThatThrownBy(() -> OperatorToken.read(dir.resolve("none")))
                .hasMessageContaining("SIGNET_OPERATOR_TOKEN_FILE");
        var empty = Files.writeString(dir.resolve("empty"), "\n");
        assertThatThrownBy(() -> OperatorToken.read(empty)).hasMessageContaining(empty.toString());
    }
}
