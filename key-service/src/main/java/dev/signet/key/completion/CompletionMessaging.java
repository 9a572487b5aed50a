package dev.signet.key.completion;

import dev.signet.contract.Broker;
import dev.signet.contract.SigningCompleted;
import dev.signet.key.collection.CollectionClient;
import dev.signet.key.lease.Releases;
import dev.signet.platform.AmqpProperties;
import dev.signet.platform.ConfirmedPublisher;
import dev.signet.platform.ListenerPause;
import dev.signet.platform.MessageCodec;
import dev.signet.platform.Parking;
import dev.signet.platform.QueueContainer;
import dev.signet.platform.statement.Statements;
import dev.signet.platform.trace.BatchTraces;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareBatchMessageListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The queue of SigningCompleted and its consumer. */
@Configuration(proxyBeanMethods = false)
class CompletionMessaging {
    static final String QUEUE = "key-service.signing-completed";
    private static final int LARGEST_GROUP = 200;

    // A group is closed as soon as nothing more is there: a key must not wait for others to be finished, least of all
    // one that somebody waits for.
    private static final long GROUP_MILLIS = 15;
    private static final long AWAITED_GROUP_MILLIS = 2;

    @Bean
    Declarables completionQueue(AmqpProperties amqp) {
        var queue =
                QueueBuilder.durable(QUEUE).withArguments(amqp.queueArguments()).build();
        Binding binding =
                BindingBuilder.bind(queue).to(new TopicExchange(Broker.EVENTS)).with(SigningCompleted.ROUTING_KEY);
        return new Declarables(queue, binding);
    }

    @Bean
    SimpleMessageListenerContainer completionContainer(ConnectionFactory connections) {
        var container = new QueueContainer(connections, QUEUE);
        container.setConsumerBatchEnabled(true);
        container.setBatchSize(LARGEST_GROUP);
        container.setReceiveTimeout(GROUP_MILLIS);
        container.setBatchReceiveTimeout(GROUP_MILLIS);
        container.setPrefetchCount(2 * LARGEST_GROUP);
        container.setForceStop(true);
        return container;
    }

    @Bean(destroyMethod = "close")
    ListenerPause completionPause(
            SimpleMessageListenerContainer completionContainer,
            CollectionClient collection,
            JdbcClient jdbc,
            MessageCodec codec,
            Releases releases,
            Statements statements,
            BatchTraces traces,
            ConfirmedPublisher publisher) {
        var pause = new ListenerPause(completionContainer, () -> isWorthTrying(collection, jdbc));
        var listener =
                new CompletionListener(codec, releases, statements, new Parking(collection, publisher), traces, pause);
        completionContainer.setMessageListener((ChannelAwareBatchMessageListener) (messages, channel) -> {
            completionContainer.setReceiveTimeout(releases.areAwaited() ? AWAITED_GROUP_MILLIS : GROUP_MILLIS);
            listener.onMessageBatch(messages, channel);
        });
        return pause;
    }

    private static boolean isWorthTrying(CollectionClient collection, JdbcClient jdbc) {
        try {
            jdbc.sql("SELECT 1").query().singleRow();
            return collection.isAlive(); // for what has to be parked
        } catch (DataAccessException e) {
            return false;
        }
    }
}
