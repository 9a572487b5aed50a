package dev.signet.platform.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiTokensTest {
    private static final String TOKEN = "t".repeat(43);

    private final Time time = new Time();

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("tokens");
    }

    @Test
    void tokenIsWhoseHashStandsThere() throws IOException {
        write("# those of the shop\n\nshop submitter %s\n".formatted(ApiTokens.hash(TOKEN)));
        var tokens = ApiTokens.read(file, time);

        assertThat(tokens.owner(TOKEN)).hasValueSatisfying(owner -> {
            assertThat(owner.name()).isEqualTo("shop");
            assertThat(owner.roles()).isEqualTo(Set.of(Role.SUBMITTER));
        });
        assertThat(tokens.owner(TOKEN + "x")).isEmpty();
        assertThat(tokens.owner("")).isEmpty();
        assertThat(tokens.owner(ApiTokens.hash(TOKEN))).isEmpty();
    }

    @Test
    void tokenIsGoodToTheEndOfItsLastDay() throws IOException {
        write("shop submitter %s 2026-03-01".formatted(ApiTokens.hash(TOKEN)));
        var tokens = ApiTokens.read(file, time);

        time.now = Instant.parse("2026-03-01T23:59:59Z");
        assertThat(tokens.owner(TOKEN)).isPresent();
        time.now = Instant.parse("2026-03-02T00:00:00Z");
        assertThat(tokens.owner(TOKEN)).isEmpty();
    }

    @Test
    void revokedTokenIsNobodysWithinSeconds() throws IOException {
        write("shop submitter " + ApiTokens.hash(TOKEN));
        var tokens = ApiTokens.read(file, time);

        write("# nobody");
        time.now = time.now.plus(Duration.ofSeconds(3));

        assertThat(tokens.owner(TOKEN)).isEmpty();
    }

    @Test
    void fileThatCannotBeReadAnewLeavesWhatWasThere() throws IOException {
        write("shop submitter " + ApiTokens.hash(TOKEN));
        var tokens = ApiTokens.read(file, time);

        write("shop nonsense " + ApiTokens.hash(TOKEN));
        time.now = time.now.plus(Duration.ofSeconds(3));

        assertThat(tokens.owner(TOKEN)).isPresent();
    }

    @Test
    void wrongLineIsToldWithoutWhatMayBeAToken() throws IOException {
        write("shop submitter " + TOKEN);

        assertThatThrownBy(() -> ApiTokens.read(file, time))
                .hasMessageContaining("name roles sha-256")
                .hasMessageNotContaining(TOKEN);
    }

    @Test
    void wrongRoleAndWrongDayAreToldWithTheNameAndWhatThereIs() throws IOException {
        write("shop boss " + ApiTokens.hash(TOKEN));
        assertThatThrownBy(() -> ApiTokens.read(file, time)).hasMessageContainingAll("'shop'", "'boss'", "key-admin");

        write("shop viewer %s tomorrow".formatted(ApiTokens.hash(TOKEN)));
        assertThatThrownBy(() -> ApiTokens.read(file, time)).hasMessageContainingAll("'shop'", "tomorrow");
    }

    @Test
    void missingFileIsNamed() {
        assertThatThrownBy(() -> ApiTokens.read(file, time))
                .hasMessageContainingAll(file.toString(), "SIGNET_PEOPLE_TOKENS_FILE");
    }

    private int writes;

    // two writes may fall into one moment of the file system's clock
    private void write(String content) throws IOException {
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000L * ++writes));
    }

    private static final class Time extends Clock {
        private Instant now = Instant.parse("2026-02-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
