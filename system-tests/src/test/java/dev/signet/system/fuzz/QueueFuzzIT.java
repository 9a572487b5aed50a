package dev.signet.system.fuzz;

import java.util.Objects;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** On the embedded broker. {@code -Dsignet.fuzz.tries=N} raises the number of messages. */
class QueueFuzzIT extends QueueFuzz {
    private static @Nullable FuzzedQueues started;

    @BeforeContainer
    static void start() throws Exception {
        started = new FuzzedQueues(Fuzzed.start());
    }

    @Override
    FuzzedQueues queues() {
        return Objects.requireNonNull(started);
    }

    @AfterContainer
    static void stop() throws Exception {
        if (started == null) {
            return; // it did not start, which has been reported
        }
        try (var queues = started) {
            queues.assertAllIsWell();
        }
    }
}
