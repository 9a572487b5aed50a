package dev.signet.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetupTest {
    private static final Set<String> OF_SERVERS = Set.of("for/postgres/password", "for/rabbitmq/definitions.json");

    @TempDir
    private Path dir;

    @Test
    void everySecretIsForItsOwnerAloneButWhatTheServersOwnUsersHaveToRead() throws IOException {
        assertThat(setUp()).isZero();

        var made = files().keySet();
        assertThat(made).hasSizeGreaterThan(50).containsAll(OF_SERVERS);
        for (var file : made) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve(file))))
                    .as(file)
                    .isEqualTo(OF_SERVERS.contains(file) ? "r--r--r--" : "r--------");
        }
    }

    @Test
    void whatIsThereStaysAndWhatIsMissingIsMade() throws IOException {
        setUp();
        var made = files();
        Files.delete(dir.resolve("vault/kek"));

        assertThat(setUp()).isZero();

        var again = files();
        assertThat(again).containsKey("vault/kek");
        assertThat(again.remove("vault/kek")).isNotEqualTo(made.remove("vault/kek"));
        made.remove("for/rabbitmq/definitions.json"); // has fresh salts
        again.remove("for/rabbitmq/definitions.json");
        assertThat(again).isEqualTo(made);
    }

    private int setUp() {
        return Setup.run(Map.of(
                "SIGNET_KEK_FILE", dir.resolve("kek/kek").toString(),
                "SIGNET_TOKENS_DIR", dir.resolve("tokens").toString(),
                "SIGNET_HAND_OUT_DIR", dir.resolve("for").toString()));
    }

    private Map<String, String> files() throws IOException {
        var contents = new TreeMap<String, String>();
        try (var all = Files.walk(dir)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                contents.put(dir.relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }
}
