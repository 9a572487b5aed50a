package dev.signet.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

class EventsInMemoryTest {
    private static final int ROOM = 5;

    private final AuditStandIn audit = new AuditStandIn();
    private final JsonMapper json = new JsonMapper();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EventForm form = new EventForm("console", Clock.systemUTC(), json);
    private final EventsInMemory events = new EventsInMemory(ROOM, meters);
    private final RelayLoop loop = new RelayLoop(
            new Relay(events, new AuditService(RestClient.create(audit.uri().toString()), json)), Duration.ZERO);

    @AfterEach
    void stop() {
        loop.stop();
        audit.close();
    }

    @Test
    void whatComesWhileTheLogIsAwayGetsThereLaterInItsOrder() {
        audit.setDown(true);
        loop.start();
        add(0, 3);
        await().until(() -> !audit.batches().isEmpty());
        assertThat(audit.log()).isEmpty();

        audit.setDown(false);

        await().until(() -> events.oldest(ROOM).isEmpty());
        assertThat(audit.ids()).containsExactly("0", "1", "2");
    }

    @Test
    void eventThatTheLogDoesNotTakeHoldsUpNoOther() {
        audit.refuse("1");
        loop.start();

        add(0, 3);

        await().until(() -> events.oldest(ROOM).isEmpty());
        assertThat(audit.ids()).containsExactly("0", "2");
    }

    @Test
    void thoseThatFindNoRoomAreCountedAndTheOldestStay() {
        add(0, ROOM + 3);

        assertThat(meters.get("signet.outbox.dropped").counter().count()).isEqualTo(3);
        assertThat(events.oldest(100)).hasSize(ROOM);
        loop.start();
        await().until(() -> audit.ids().size() == ROOM);
        assertThat(audit.ids()).containsExactly("0", "1", "2", "3", "4");
    }

    @Test
    void tenThousandRefusalsAreOneEventWithTheirNumber() {
        loop.start();
        var refusals = new RefusalEvents(new Gathered(
                event -> {
                    events.add(form.write(event));
                    loop.wake();
                },
                Duration.ofMillis(500)));

        IntStream.range(0, 10_000).forEach(_ -> refusals.refused(Optional.empty(), "/api/v1/operator"));

        await().until(() -> audit.log().size() == 1);
        var told = audit.log().getFirst();
        assertThat(told.path("type").asString()).isEqualTo("dev.signet.login.refused");
        assertThat(told.path("source").asString()).isEqualTo("/signet/console");
        assertThat(told.at("/data/calls").asInt()).isEqualTo(10_000);
        assertThat(told.at("/data/path").asString()).isEqualTo("/api/v1/operator");
    }

    private void add(int from, int to) {
        for (var i = from; i < to; i++) {
            events.add(form.write(AuditEvent.of("dev.signet.test.done", Integer.toString(i))));
        }
        loop.wake();
    }
}
