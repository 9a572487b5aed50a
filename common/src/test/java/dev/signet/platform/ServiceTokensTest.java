package dev.signet.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceTokensTest {
    @TempDir
    private Path dir;

    @BeforeEach
    void writeTokens() throws IOException {
        Files.writeString(dir.resolve("key-service.token"), "secret of keys\n");
        Files.writeString(dir.resolve("signing-service.token"), "secret of signing");
        Files.writeString(dir.resolve("README"), "not a token");
    }

    @Test
    void ownTokenIsReadWithoutItsLineEnd() {
        assertThat(ServiceTokens.read(dir, "key-service").own()).isEqualTo("secret of keys");
    }

    @Test
    void tokenTellsWhoseItIs() {
        var tokens = ServiceTokens.read(dir, "key-service");

        assertThat(tokens.owner("secret of signing")).hasValue("signing-service");
        assertThat(tokens.owner("secret of keys")).hasValue("key-service");
    }

    @Test
    void digestOfAnothersTokenIsEnoughToKnowItBy() throws IOException {
        Files.delete(dir.resolve("signing-service.token"));
        Files.writeString(
                dir.resolve("signing-service.sha256"),
                "e36ffbbdb5a87d43440aaf85cd12a010102d5b9a2d270fa74d42e79f2249d639\n");

        var tokens = ServiceTokens.read(dir, "key-service");

        assertThat(tokens.owner("secret of signing")).hasValue("signing-service");
        assertThat(tokens.owner("e36ffbbdb5a87d43440aaf85cd12a010102d5b9a2d270fa74d42e79f2249d639"))
                .isEmpty();
    }

    @Test
    void whatIsNoTokenBelongsToNobody() {
        var tokens = ServiceTokens.read(dir, "key-service");

        assertThat(tokens.owner("not a token")).isEmpty();
        assertThat(tokens.owner("")).isEmpty();
        assertThat(tokens.owner("secret of signing ")).isEmpty();
    }

    @Test
    void missingTokenStopsTheStartAndSaysWhatToDo() {
        assertThatThrownBy(() -> ServiceTokens.read(dir, "seeder"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("seeder.token cannot be read")
                .hasMessageContaining("SIGNET_TOKENS_DIR");
    }
}
