package dev.signet.collection.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.contract.KeyringName;
import dev.signet.contract.KeyringSummary;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StallTest {
    private static final long SECOND = 1_000_000_000;

    private final Stall stall = new Stall(Duration.ofSeconds(30));

    @Test
    void aRunIsGivenItsTime() {
        assertThat(reason(run(0, 1), 0, 1)).isEmpty();
        assertThat(reason(run(0, 1), 29, 1)).isEmpty();
        assertThat(reason(run(10, 1), 40, 1)).isEmpty();
        assertThat(reason(run(10, 1), 69, 1)).isEmpty();
    }

    @Test
    void theReasonIsTheFirstThingThatIsMissing() {
        assertThat(reason(run(0, 1), 0, 0)).isEmpty();

        assertThat(stall.sample(run(0, 1), 31 * SECOND, Optional.empty(), Optional::empty))
                .contains("Nothing was signed for 31 s: key-service cannot be asked for its keys.");
        assertThat(reason(run(0, 1), 32, 0))
                .hasValueSatisfying(why -> assertThat(why).contains("no key"));
        assertThat(reason(run(0, 0), 33, 1))
                .hasValueSatisfying(why -> assertThat(why).contains("batch-dispatcher"));
        assertThat(reason(run(0, 1), 34, 1))
                .hasValueSatisfying(why -> assertThat(why).contains("signing-service"));
    }

    @Test
    void whatABatchWasPutOffForIsQuoted() {
        stall.sample(run(0, 1), 0, keys(1), Optional::empty);

        assertThat(stall.sample(run(0, 1), 30 * SECOND, keys(1), () -> Optional.of("no key came free")))
                .contains("Nothing was signed for 30 s: a batch was put off because no key came free.");
    }

    private Optional<String> reason(RunNumbers run, long second, int usableKeys) {
        return stall.sample(run, second * SECOND, keys(usableKeys), Optional::empty);
    }

    private static Optional<KeyringSummary.Keys> keys(int free) {
        return Optional.of(new KeyringSummary.Keys(KeyringName.DEFAULT, free, 0, 0));
    }

    private static RunNumbers run(long signed, long dispatched) {
        return new RunNumbers(
                1,
                "RUNNING",
                10,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                100,
                signed,
                10,
                signed / 10,
                0,
                0,
                0,
                0,
                dispatched,
                0,
                0,
                0);
    }
}
