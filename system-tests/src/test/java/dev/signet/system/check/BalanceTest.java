package dev.signet.system.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BalanceTest {
    private static Payloads of(String... contents) {
        var payloads = new Payloads();
        for (var content : contents) {
            payloads.add(content.getBytes(UTF_8));
        }
        return payloads;
    }

    private static List<String> found(Payloads sent, Payloads arrived, Payloads excused) {
        var found = new ArrayList<String>();
        new Balance(sent, arrived, excused).check((_, what) -> found.add(what));
        return found;
    }

    @Test
    void whatArrivedIsWhatWasSent() {
        assertThat(found(of("a", "b", "b"), of("b", "a", "b"), of())).isEmpty();
        assertThat(found(of("a", "b"), of("a"), of())).containsExactly("1 sent, 0 arrived");
        assertThat(found(of("a"), of("a", "a"), of())).containsExactly("1 sent, 2 arrived");
        assertThat(found(of(), of("a"), of())).containsExactly("0 sent, 1 arrived");
    }

    @Test
    void onlyTheExcusedMayBeMissingAndOnlyAsOften() {
        assertThat(found(of("a", "a", "b"), of("b"), of("a", "a"))).isEmpty();
        assertThat(found(of("a", "a", "b"), of("b"), of("a"))).containsExactly("2 sent, 0 arrived");
        assertThat(found(of("a", "b"), of("a"), of("a"))).containsExactly("1 sent, 0 arrived");
        assertThat(found(of("a"), of("a", "a"), of("a"))).containsExactly("1 sent, 2 arrived");
    }

    @Test
    void countsWhatWasReallyLost() {
        assertThat(new Balance(of("a", "a", "b"), of("a"), of("a", "b", "c")).lost())
                .isEqualTo(2);
        assertThat(new Balance(of("a"), of("a", "a"), of("a")).lost()).isZero();
    }
}
