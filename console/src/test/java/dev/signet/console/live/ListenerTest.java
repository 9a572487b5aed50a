package dev.signet.console.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListenerTest {
    private final Listener listener = new Listener(Duration.ofMinutes(1));

    @Test
    void newerEventTakesThePlaceOfAnOlderOneOfItsName() throws Exception {
        listener.offer(new Event(1, "progress", "{\"n\":1}"));
        listener.offer(new Event(2, "keys", "{}"));
        listener.offer(new Event(3, "progress", "{\"n\":3}"));

        assertThat(taken()).isEqualTo("id: 3\nevent: progress\ndata: {\"n\":3}\n\n");
        assertThat(taken()).isEqualTo("id: 2\nevent: keys\ndata: {}\n\n");
    }

    @Test
    void heartbeatIsAComment() throws Exception {
        listener.beat();

        assertThat(taken()).isEqualTo(":\n\n");
    }

    @Test
    void heartbeatIsNotNeededWhereThereIsNews() throws Exception {
        listener.beat();
        listener.offer(new Event(1, "progress", "{}"));

        assertThat(taken()).startsWith("id: 1");
        listener.close();
        assertThat(listener.take()).isEmpty();
    }

    @Test
    void whoTakesNothingForTooLongIsSentAway() {
        var slow = new Listener(Duration.ofMillis(1));

        await().untilAsserted(() -> {
            slow.offer(new Event(1, "progress", "{}"));
            assertThat(slow.isClosed()).isTrue();
        });
    }

    @Test
    void whoTakesStaysHoweverSeldomThereIsNews() throws Exception {
        var patient = new Listener(Duration.ofMillis(1));

        for (var news = 0; news < 5; news++) {
            var last = System.nanoTime();
            await().until(() -> System.nanoTime() - last > 2_000_000);
            patient.offer(new Event(news, "progress", "{}"));
            assertThat(patient.take()).isPresent();
        }
    }

    @Test
    void closedListenerEndsWhoeverWaits() throws Exception {
        var waiting = Thread.ofVirtual().unstarted(() -> {
            try {
                assertThat(listener.take()).isEqualTo(Optional.empty());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        waiting.start();

        listener.close();

        assertThat(waiting.join(Duration.ofSeconds(10))).isTrue();
    }

    private String taken() throws InterruptedException {
        return new String(listener.take().orElseThrow(), StandardCharsets.UTF_8);
    }
}
