package dev.signet.platform;

import java.time.Duration;
import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.util.backoff.BackOffExecution;

/** Reads a queue for a listener that acknowledges by itself, and comes back however often and for however long the broker is away. */
public final class QueueContainer extends SimpleMessageListenerContainer {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    public QueueContainer(ConnectionFactory connections, String queue) {
        super(connections);
        setQueueNames(queue);
        setAcknowledgeMode(AcknowledgeMode.MANUAL);
        setBatchingStrategy(new WholeMessages());
        setPossibleAuthenticationFailureFatal(false); // a broker that restarts may drop a handshake
        setMissingQueuesFatal(false); // a broker that lost everything has them again in a moment
    }

    /** The container's own wait ends at a time of day: when the clock is set back meanwhile, it lasts for so much longer. */
    @Override
    protected void handleStartupFailure(BackOffExecution backOff) {
        var wait = Duration.ofMillis(backOff.nextBackOff());
        var start = System.nanoTime();
        try {
            while (isActive() && System.nanoTime() - start < wait.toNanos()) {
                Thread.sleep(LOOK_AGAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the broker is away", e);
        }
    }
}
