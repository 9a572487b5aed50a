package dev.signet.console.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListenersTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final Listeners listeners = new Listeners(new LiveProperties(2, Duration.ofMillis(20), MINUTE));

    @AfterEach
    void stop() {
        listeners.stop();
    }

    @Test
    void soManyMayListenAndAnotherOnlyOnceOneHasGone() {
        listeners.start();
        var first = listeners.add().orElseThrow();
        var second = listeners.add().orElseThrow();
        assertThat(listeners.add()).isEmpty();

        listeners.remove(first);

        assertThat(listeners.add()).isPresent();
        assertThat(second.isClosed()).isFalse();
    }

    @Test
    void allHearTheSameAndOneHeartBeatsForAll() throws Exception {
        listeners.start();
        var first = listeners.add().orElseThrow();
        var second = listeners.add().orElseThrow();

        listeners.tell("progress", "{}");

        assertThat(first.take().orElseThrow()).isEqualTo(second.take().orElseThrow());
        assertThat(new String(first.take().orElseThrow(), StandardCharsets.UTF_8))
                .isEqualTo(":\n\n");
        assertThat(new String(second.take().orElseThrow(), StandardCharsets.UTF_8))
                .isEqualTo(":\n\n");
    }

    @Test
    void allAreSentAwayBeforeTheServerStops() {
        listeners.start();
        var listener = listeners.add().orElseThrow();

        listeners.stop();

        assertThat(listener.isClosed()).isTrue();
        assertThat(listeners.add()).isEmpty();
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new LiveProperties(0, MINUTE, MINUTE))
                .hasMessageContaining("SIGNET_STREAM_MAX_CLIENTS");
        assertThatThrownBy(() -> new LiveProperties(1, Duration.ZERO, MINUTE))
                .hasMessageContaining("SIGNET_STREAM_HEARTBEAT");
        assertThatThrownBy(() -> new LiveProperties(1, MINUTE, Duration.ZERO))
                .hasMessageContaining("SIGNET_STREAM_PATIENCE");
    }
}
