package dev.signet.system.fuzz;

import dev.signet.contract.Broker;
import dev.signet.system.TestSystem;
import dev.signet.testing.TestBroker;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import org.jspecify.annotations.Nullable;

/** The same on RabbitMQ, with fewer messages: what the services make of them is no business of the broker's. */
@AddLifecycleHook(RabbitQueueFuzzIT.UnlessThereIsNone.class)
class RabbitQueueFuzzIT extends QueueFuzz {
    private static final int TRIES = 300;

    private static @Nullable FuzzedQueues started;

    private static Optional<TestBroker> rabbit() {
        return TestBroker.rabbit().filter(TestBroker::canBeStopped);
    }

    /** Skips the tests. */
    static final class UnlessThereIsNone implements SkipExecutionHook {
        @Override
        public SkipResult shouldBeSkipped(LifecycleContext context) {
            return rabbit().isPresent()
                    ? SkipResult.doNotSkip()
                    : SkipResult.skip("no RabbitMQ of our own: install the Debian package rabbitmq-server");
        }
    }

    @BeforeContainer
    static void start() throws Exception {
        var system = TestSystem.on(rabbit().orElseThrow());
        leaveNothingOfOthers(system);
        started = new FuzzedQueues(Fuzzed.start(system));
    }

    private static void leaveNothingOfOthers(TestSystem system) throws Exception {
        try (var connection = system.connectToBroker();
                var channel = connection.createChannel()) {
            for (var to : Destination.values()) {
                channel.queueDelete(to.queue);
            }
            channel.queueDelete(Broker.PARKING);
        }
    }

    @Override
    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void whatCannotBeAMessageIsParkedOnceAndNothingElseIsDisturbed(
            @ForAll("messages") Tuple.Tuple2<Destination, OddMessage> message) throws Exception {
        super.whatCannotBeAMessageIsParkedOnceAndNothingElseIsDisturbed(message);
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
