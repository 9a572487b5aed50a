package dev.signet.collection.intake.mask;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.collection.Protocol;
import dev.signet.platform.SealingKey;
import dev.signet.platform.kek.KekSetting;
import dev.signet.platform.kek.KekSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskSecretsIT {
    private static final String OLD = line(1);
    private static final String NEW = line(2);

    private final Protocol protocol = Protocol.start();
    private final MaskSecrets secrets = new MaskSecrets(protocol.jdbc());

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        protocol.close();
    }

    @Test
    void secretsAreSealedAnewUnderTheKeyInFrontSoThatTheOneOfBeforeCanGo() throws IOException {
        var old = kek(OLD);
        secrets.makeFirst(old);
        var before = masked(old);
        assertThatThrownBy(() -> secrets.sealAnew(kek(NEW)))
                .hasMessageContaining("was sealed under another key-encryption key");
        assertThat(masked(kek(NEW + OLD)))
                .as("both are known, whichever it is sealed under")
                .isEqualTo(before);

        secrets.sealAnew(kek(NEW + OLD));

        assertThat(masked(kek(NEW))).isEqualTo(before);
        assertThat(masked(kek(OLD + NEW))).isEqualTo(before);
        assertThatThrownBy(() -> masked(old)).hasMessageContaining("was sealed under another key-encryption key");
    }

    private String masked(SealingKey kek) {
        return secrets.ring(kek).current().mask("login", "ip", "192.0.2.1".getBytes(UTF_8));
    }

    private SealingKey kek(String lines) throws IOException {
        var file = Files.writeString(directory.resolve("kek"), lines);
        return KekSource.atStart(new KekSetting(null, file, "key", "SIGNET_INTAKE_KEK"));
    }

    private static String line(int filler) {
        var key = new byte[32];
        key[0] = (byte) filler;
        return Base64.getEncoder().encodeToString(key) + "\n";
    }
}
