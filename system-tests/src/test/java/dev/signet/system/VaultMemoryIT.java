package dev.signet.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.vaultclient.HttpVault;
import dev.signet.vaultclient.VaultFailure;
import dev.signet.vaultclient.VaultSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The largest payload goes in and out through a heap that could not hold it. */
class VaultMemoryIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int LARGEST = 64 * 1024 * 1024;
    private static final String HEAP = "-Xmx80m";

    @Test
    void largestPayloadTakesNoMoreMemoryThanAnyOther(@TempDir Path directory) {
        var payload = new byte[LARGEST + 1];
        new Random(1).nextBytes(payload);
        try (var system = TestSystem.create()) {
            system.start(Service.COLLECTION);
            try (var node = VaultNode.start(system, directory.resolve("vault.log"), HEAP);
                    var vault = HttpVault.at(VaultSettings.of(node.uri()).within(PATIENCE, PATIENCE))) {
                var id = "large".getBytes(UTF_8);
                var largest = Arrays.copyOf(payload, LARGEST);

                assertThat(vault.retrieve(id, vault.store(id, largest))).isEqualTo(largest);

                var failure = Assertions.catchThrowableOfType(VaultFailure.class, () -> vault.store(id, payload));
                assertThat(failure.reason()).isEqualTo(VaultFailure.Reason.TOO_LARGE);
                assertThat(node.log()).content().doesNotContain("OutOfMemoryError");
            }
        }
    }
}
