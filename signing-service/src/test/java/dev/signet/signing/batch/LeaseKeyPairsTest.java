package dev.signet.signing.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseKeyPairsTest {
    private final FakeTime time = new FakeTime();
    private final LeaseKeyPairs keyPairs = new LeaseKeyPairs(time.times);

    @Test
    void keyPairIsTheSameForAFewSecondsAndThenAnother() {
        var first = keyPairs.current();

        time.pass(Duration.ofMillis(4999));
        assertThat(keyPairs.current()).isSameAs(first);

        time.pass(Duration.ofMillis(1));
        var second = keyPairs.current();
        assertThat(second).isNotSameAs(first);
        assertThat(second.publicKey()).isNotEqualTo(first.publicKey());
    }
}
