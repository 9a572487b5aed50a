package dev.signet.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.console.page.VaultNodes.Doing;
import dev.signet.console.page.VaultNodes.Done;
import dev.signet.console.page.VaultNodes.Node;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VaultNodesTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void nodeIsSaidToDoWhatItDoes() {
        assertThat(new Doing(0, 0, 0).words()).isEqualTo("idle");
        assertThat(new Doing(2, 0, 1).words()).isEqualTo("storing 2, removing 1");
    }

    @Test
    void healthIsTheWorstThatIsKnown() {
        assertThat(node("UP", true).health()).isEqualTo("UP");
        assertThat(node("UP", false).health()).isEqualTo("OFF_BROKER");
        assertThat(node("AWAY", false).health()).isEqualTo("AWAY");
    }

    @Test
    void silenceIsNeverNegativeThoughClocksDiffer() {
        assertThat(node("UP", true).silence(NOON.plusMillis(1500))).isEqualTo(1.5);
        assertThat(node("UP", true).silence(NOON.minusSeconds(5))).isZero();
    }

    @Test
    void whatAllHaveDoneIsAddedUp() {
        var all = new VaultNodes(List.of(node("UP", true), node("AWAY", true)));

        assertThat(all.up()).isEqualTo(1);
        assertThat(List.of(all.stored(), all.opened(), all.removed(), all.refused(), all.limited()))
                .containsExactly(2L, 4L, 6L, 8L, 10L);
    }

    private static Node node(String state, boolean onBroker) {
        return new Node(
                "http://127.0.0.1:8086", state, NOON, NOON, onBroker, new Doing(0, 0, 0), new Done(1, 2, 3, 4, 5));
    }
}
