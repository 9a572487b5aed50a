package dev.signet.vault.item;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.contract.Bytes;
import dev.signet.platform.AesGcm;
import dev.signet.vault.RunningVault;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a refusal takes does not tell whether there is such an item, however many index keys there are. */
class TimingIT {
    private static final int PAIRS = 200;
    private static final int WARM_UP = 50;

    @Test
    void unknownIdAndWrongKeyTakeTheSameTime(@TempDir Path directory) {
        try (var vault = new RunningVault(directory, "--signet.vault.attempts=1000000")) {
            for (var key = 2; key <= 3; key++) {
                assertThat(vault.send("/api/v1/vault-index-keys", request -> request.POST(BodyPublishers.noBody()))
                                .statusCode())
                        .isEqualTo(201);
            }
            var known = UUID.randomUUID().toString();
            vault.stored(known, "something".repeat(100_000).getBytes(UTF_8));
            var wrongKey = new long[PAIRS];
            var unknownId = new long[PAIRS];

            for (var pair = -WARM_UP; pair < PAIRS; pair++) {
                var ofWrongKey = refusal(vault, known);
                var ofUnknownId = refusal(vault, UUID.randomUUID().toString());
                if (pair >= 0) {
                    wrongKey[pair] = ofWrongKey;
                    unknownId[pair] = ofUnknownId;
                }
            }

            assertThat((double) median(wrongKey) / median(unknownId)).isBetween(0.8, 1.25);
        }
    }

    private static long refusal(RunningVault vault, String id) {
        var key = Bytes.wrap(AesGcm.randomKey()).toBase64Url();
        var begun = System.nanoTime();
        assertThat(vault.open(id, key).statusCode()).isEqualTo(404);
        return System.nanoTime() - begun;
    }

    private static long median(long[] times) {
        var sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
