package dev.signet.vault.item;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.contract.Bytes;
import dev.signet.platform.AesGcm;
import dev.signet.vault.RunningVault;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How long a refusal takes does not tell whether there is such an item, however many index keys there are. Prints what it has measured: both medians, and how
 * far two halves of the same are apart, below which nothing can be seen.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // started before all tests
class TimingIT {
    private static final int PAIRS = 200;
    private static final int WARM_UP = 50;

    private RunningVault vault;
    private String known = "";

    @BeforeAll
    void start(@TempDir Path directory) {
        vault = new RunningVault(directory, "--signet.vault.attempts=1000000");
        for (var key = 2; key <= 3; key++) {
            assertThat(vault.send("/api/v1/vault-index-keys", request -> request.POST(BodyPublishers.noBody()))
                            .statusCode())
                    .isEqualTo(201);
        }
        known = UUID.randomUUID().toString();
        vault.stored(known, "something".repeat(100_000).getBytes(UTF_8));
    }

    @AfterAll
    void stop() {
        vault.close();
    }

    enum Attempt {
        OPEN {
            @Override
            HttpResponse<byte[]> at(RunningVault vault, String id, String key) {
                return vault.open(id, key);
            }
        },
        REMOVE {
            @Override
            HttpResponse<byte[]> at(RunningVault vault, String id, String key) {
                return vault.remove(id, key);
            }
        };

        abstract HttpResponse<byte[]> at(RunningVault vault, String id, String key);
    }

    @ParameterizedTest
    @EnumSource
    void unknownIdAndWrongKeyTakeTheSameTime(Attempt attempt) {
        var wrongKey = new long[PAIRS];
        var unknownId = new long[PAIRS];

        for (var pair = -WARM_UP; pair < PAIRS; pair++) {
            var ofWrongKey = refusal(attempt, known);
            var ofUnknownId = refusal(attempt, UUID.randomUUID().toString());
            if (pair >= 0) {
                wrongKey[pair] = ofWrongKey;
                unknownId[pair] = ofUnknownId;
            }
        }

        System.out.printf(
                "%s refused: wrong key %.3f ms, unknown id %.3f ms (%.3f of it); wrong key by itself: every second %.3f of the others%n",
                attempt,
                median(wrongKey) / 1e6,
                median(unknownId) / 1e6,
                (double) median(wrongKey) / median(unknownId),
                (double) median(everySecond(wrongKey, 0)) / median(everySecond(wrongKey, 1)));
        assertThat((double) median(wrongKey) / median(unknownId)).isBetween(0.8, 1.25);
    }

    private long refusal(Attempt attempt, String id) {
        var key = Bytes.wrap(AesGcm.randomKey()).toBase64Url();
        var begun = System.nanoTime();
        assertThat(attempt.at(vault, id, key).statusCode()).isEqualTo(404);
        return System.nanoTime() - begun;
    }

    private static long[] everySecond(long[] times, int from) {
        var some = new long[times.length / 2];
        for (var at = 0; at < some.length; at++) {
            some[at] = times[2 * at + from];
        }
        return some;
    }

    private static long median(long[] times) {
        var sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
