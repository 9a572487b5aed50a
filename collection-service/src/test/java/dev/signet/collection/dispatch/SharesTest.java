package dev.signet.collection.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.collection.keyring.Keyring;
import dev.signet.contract.KeyringName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SharesTest {
    private static final Keyring A = keyring(0, "default");
    private static final Keyring B = keyring(1, "b");
    private static final Keyring C = keyring(2, "c");

    private final Shares shares = new Shares();
    private final Map<Keyring, Integer> waiting = new HashMap<>();

    @Test
    void whoeverHasWorkGetsAnEqualPart() {
        waiting.putAll(Map.of(A, 1_000_000, B, 40, C, 40));

        assertThat(counts(shares.divide(90, List.of(A, B, C), this::take))).isEqualTo(Map.of(A, 30, B, 30, C, 30));
    }

    @Test
    void whatOneDoesNotUseTheOthersMay() {
        waiting.putAll(Map.of(A, 1_000_000, B, 5, C, 0));

        assertThat(counts(shares.divide(90, List.of(A, B, C), this::take))).isEqualTo(Map.of(A, 85, B, 5));
    }

    @Test
    void theOnlyOneGetsAllWithOneQuestion() {
        waiting.put(A, 1_000_000);
        var questions = new int[1];

        var taken = shares.divide(100, List.of(A), (keyring, most) -> {
            questions[0]++;
            return take(keyring, most);
        });

        assertThat(taken).hasSize(100);
        assertThat(questions[0]).isEqualTo(1);
    }

    @Test
    void partsOfLessThanOneComeToEverybodyInTurn() {
        waiting.putAll(Map.of(A, 100, B, 100, C, 100));

        var three = Stream.generate(() -> shares.divide(1, List.of(A, B, C), this::take))
                .limit(3)
                .flatMap(List::stream)
                .toList();

        assertThat(three).containsExactlyInAnyOrder(A, B, C);
    }

    @Test
    void neverMoreThanTheLimit() {
        waiting.putAll(Map.of(A, 100, B, 100, C, 100));

        for (int limit = 1; limit < 20; limit++) {
            assertThat(shares.divide(limit, List.of(A, B, C), this::take)).hasSize(limit);
        }
    }

    private List<Keyring> take(Keyring keyring, int most) {
        var taken = Math.min(most, waiting.getOrDefault(keyring, 0));
        waiting.merge(keyring, -taken, Integer::sum);
        return IntStream.range(0, taken).mapToObj(_ -> keyring).toList();
    }

    private static Map<Keyring, Integer> counts(List<Keyring> taken) {
        var counts = new HashMap<Keyring, Integer>();
        taken.forEach(keyring -> counts.merge(keyring, 1, Integer::sum));
        return counts;
    }

    private static Keyring keyring(int number, String name) {
        return new Keyring(number, new KeyringName(name));
    }
}
