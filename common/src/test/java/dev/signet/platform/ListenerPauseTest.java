package dev.signet.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.MessageListenerContainer;

class ListenerPauseTest {
    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private final AtomicInteger starts = new AtomicInteger();
    private final AtomicInteger stops = new AtomicInteger();

    @Test
    void eachPauseIsLongerThanTheOneBeforeAsLongAsNothingIsDoneInBetween() {
        var pause = pause(() -> true);

        for (var i = 0; i < 7; i++) {
            pauseOnce(pause);
        }

        assertThat(waits).isEqualTo(millis(200, 400, 800, 1_600, 3_200, 5_000, 5_000));
    }

    @Test
    void pauseAfterSomethingWasDoneIsAsShortAsTheFirst() {
        var pause = pause(() -> true);
        pauseOnce(pause);
        pauseOnce(pause);

        pause.worked();
        pauseOnce(pause);
        pauseOnce(pause);

        assertThat(waits).isEqualTo(millis(200, 400, 200, 400));
    }

    @Test
    void listenerStaysStoppedUntilTheProbeSucceedsWhichIsAskedAtLeastOnceASecond() {
        var asked = new AtomicInteger();
        var pause = pause(() -> {
            assertThat(starts).hasValue(0);
            return asked.incrementAndGet() > 5;
        });

        pauseOnce(pause);

        assertThat(waits).isEqualTo(millis(200, 200, 400, 800, 1_000, 1_000));
    }

    @Test
    void manyReportsOfOneOutageAreOnePause() {
        var reported = new CountDownLatch(1);
        var pause = new ListenerPause(listener(), () -> true, _ -> reported.await());

        pause.pause("it is away");
        pause.pause("it is still away");
        reported.countDown();

        await().until(() -> starts.get() == 1);
        assertThat(stops).hasValue(1);
    }

    @Test
    void listenerIsNotStartedOnceThePauseIsClosed() {
        var pause = new AtomicReference<ListenerPause>();
        pause.set(pause(() -> {
            pause.get().close();
            return true;
        }));

        pause.get().pause("it is away");

        await().until(() -> stops.get() == 1);
        await().during(Duration.ofMillis(200)).until(() -> starts.get() == 0);
    }

    private ListenerPause pause(BooleanSupplier probe) {
        return new ListenerPause(listener(), probe, waits::add);
    }

    private void pauseOnce(ListenerPause pause) {
        var before = starts.get();
        pause.pause("it is away");
        await().until(() -> starts.get() == before + 1);
    }

    private MessageListenerContainer listener() {
        return (MessageListenerContainer) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MessageListenerContainer.class}, (_, method, _) -> {
                    switch (method.getName()) {
                        case "start" -> starts.incrementAndGet();
                        case "stop" -> stops.incrementAndGet();
                        default -> throw new AssertionError(method);
                    }
                    return null;
                });
    }

    private static List<Duration> millis(int... millis) {
        return IntStream.of(millis).mapToObj(Duration::ofMillis).toList();
    }
}
