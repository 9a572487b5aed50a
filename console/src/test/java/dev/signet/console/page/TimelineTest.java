package dev.signet.console.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signet.console.page.Views.Lease;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = START.plusSeconds(10);

    @Test
    void leasesOfAKeyStandInItsRowFromGrantToClose() {
        var timeline = Timeline.ofKeys(
                List.of(lease("b", 4, 3, 5L, 5L), lease("a", 2, 1, 2L, 10L), lease("a", 1, 0, 1L, 1L)), NOW, 10);

        assertThat(timeline.rows()).extracting(Timeline.Row::keyId).containsExactly("b", "a");
        assertThat(timeline.rows().getLast().bars())
                .extracting(Timeline.Bar::x, Timeline.Bar::width)
                .containsExactly(tuple(100.0, 900.0), tuple(0.0, 100.0));
        assertThat(timeline.overlaps()).isZero();
        assertThat(timeline.height()).isEqualTo(2 * Timeline.ROW);
    }

    @Test
    void openLeaseGoesOnUntilNow() {
        var timeline = Timeline.ofKeys(List.of(lease("a", 1, 0, null, null)), NOW, 10);

        assertThat(timeline.rows().getFirst().bars().getFirst().width()).isEqualTo(Timeline.WIDTH);
        assertThat(timeline.rows().getFirst().bars().getFirst().kind()).isEqualTo("open");
    }

    @Test
    void leasesThatOverlapByTheirTicksAreCounted() {
        assertThat(Timeline.overlaps(List.of(lease("a", 1, 0, 5L, 5L), lease("a", 3, 3, 9L, 9L))))
                .isEqualTo(1);
        assertThat(Timeline.overlaps(List.of(lease("a", 1, 0, null, null), lease("a", 3, 3, 9L, 9L))))
                .isEqualTo(1);
        assertThat(Timeline.overlaps(List.of(lease("a", 3, 3, 9L, 9L), lease("a", 1, 0, 2L, 2L))))
                .isZero();
    }

    @Test
    void keysWithoutARowAreCounted() {
        var timeline = Timeline.ofKeys(List.of(lease("a", 1, 0, 2L, 1L), lease("b", 3, 2, 4L, 3L)), NOW, 1);

        assertThat(timeline.rows()).hasSize(1);
        assertThat(timeline.moreKeys()).isEqualTo(1);
    }

    @Test
    void nothingIsDrawnWithoutLeases() {
        var timeline = Timeline.ofKeys(List.of(), NOW, 10);

        assertThat(timeline.rows()).isEmpty();
        assertThat(timeline.marks()).isEmpty();
    }

    private static Lease lease(
            String key, long grantTick, long granted, @Nullable Long closeTick, @Nullable Long closed) {
        return new Lease(
                "l" + grantTick,
                key,
                1,
                "1",
                "w",
                closed == null ? "ACTIVE" : "CLOSED",
                closed == null ? null : "STORED",
                grantTick,
                closeTick,
                START.plusSeconds(granted),
                closed == null ? null : START.plusSeconds(closed));
    }
}
