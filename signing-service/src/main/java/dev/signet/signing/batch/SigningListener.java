package dev.signet.signing.batch;

import com.rabbitmq.client.Channel;
import dev.signet.platform.Acknowledgement;
import dev.signet.platform.BrokerCheck;
import dev.signet.platform.CrashPoint;
import dev.signet.platform.ListenerPause;
import dev.signet.platform.QueueContainer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareMessageListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Takes triggers and acknowledges each when all is done (step 8). Stops taking them while what it needs is away, and at shutdown lets the
 * batches that are under way finish or give up their leases.
 */
@Component
class SigningListener implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(SigningListener.class);
    private static final int PREFETCH = 2;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(28);

    private final CachingConnectionFactory connections;
    private final Triggers triggers;
    private final Drain drain;
    private final SimpleMessageListenerContainer container;
    private final ListenerPause pause;
    private volatile boolean started;

    SigningListener(
            CachingConnectionFactory connections,
            AmqpAdmin admin,
            SignerProperties properties,
            Triggers triggers,
            Drain drain,
            PeersProbe probe) {
        this.connections = connections;
        this.triggers = triggers;
        this.drain = drain;
        this.container = container(connections, admin, properties.concurrency());
        this.pause = new ListenerPause(container, probe);
    }

    private SimpleMessageListenerContainer container(ConnectionFactory connections, AmqpAdmin admin, int consumers) {
        var listening = new QueueContainer(connections, SigningTopology.QUEUE);
        listening.setBeanName("signer"); // names its threads
        listening.setAmqpAdmin(admin);
        listening.setMessageListener((ChannelAwareMessageListener) this::on);
        listening.setConcurrentConsumers(consumers);
        listening.setPrefetchCount(PREFETCH);
        listening.setForceStop(true);
        listening.setShutdownTimeout(LONGEST_STOP.toMillis());
        var recovery = new ExponentialBackOff(200, 2);
        recovery.setMaxInterval(5_000);
        listening.setRecoveryBackOff(recovery);
        listening.afterPropertiesSet();
        return listening;
    }

    void on(Message message, @Nullable Channel channel) {
        CrashPoint.WORKER_RECEIVED.reach();
        if (drain.hasBegun()) {
            return;
        }
        switch (triggers.on(message)) {
            case Disposition.Leave(var reason) -> leave(reason);
            case Disposition.Done _, Disposition.Park _ -> {
                pause.worked();
                acknowledge(message, Objects.requireNonNull(channel));
            }
        }
    }

    private void leave(String reason) {
        if (!drain.hasBegun()) {
            pause.pause(reason);
        }
    }

    private static void acknowledge(Message message, Channel channel) {
        if (Acknowledgement.of(List.of(message), channel)) {
            CrashPoint.WORKER_ACKNOWLEDGED.reach();
        }
    }

    @Override
    public void start() {
        BrokerCheck.requireReachable(connections);
        drain.cancel();
        container.start();
        started = true;
    }

    @Override
    public void stop() {
        started = false;
        drain.begin();
        pause.close();
        container.stop();
    }

    /** Whether messages are taken now: not while what a worker needs is away. */
    boolean isListening() {
        return container.isActive();
    }

    /** Also while the container is paused: then there is a pause to be ended. */
    @Override
    public boolean isRunning() {
        return started;
    }

    /** The last to start and the first to stop. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
