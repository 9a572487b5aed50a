package dev.signet.testing;

import dev.signet.embedded.EmbeddedBroker;
import java.util.Optional;

/** A real broker that a test may disturb: restarts keep the address. */
public interface TestBroker extends AutoCloseable {

    /** The embedded broker, a new one at each call; it can always be had. Whoever asks closes it. */
    static TestBroker embedded() {
        return new EmbeddedTestBroker(EmbeddedBroker.start());
    }

    /**
     * A RabbitMQ: the one that SIGNET_TEST_AMQP_URL names, a private node of the one installed here, or a container. Starting one takes
     * seconds, so all tests of a JVM share it and it ends with the JVM. If there is none, a line says how to get one.
     */
    static Optional<TestBroker> rabbit() {
        return SharedRabbit.BROKER;
    }

    /** Which broker this is, for people. */
    String name();

    String amqpUri();

    /** Whether it is ours to stop and to wipe; a given one is not. */
    boolean canBeStopped();

    /** Nobody can connect until the next {@link #restart}. */
    void stop();

    /** Stops, if need be, and starts on the same port. RabbitMQ keeps what is durable, the embedded broker nothing. */
    void restart();

    /** Starts anew on the same port with no exchange, no queue and no message left. */
    void wipe();

    @Override
    void close();
}
