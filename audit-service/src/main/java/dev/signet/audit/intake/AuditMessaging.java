package dev.signet.audit.intake;

import dev.signet.audit.event.EventReader;
import dev.signet.contract.Broker;
import dev.signet.platform.AmqpProperties;
import dev.signet.platform.ConfirmedPublisher;
import dev.signet.platform.ListenerPause;
import dev.signet.platform.Parking;
import dev.signet.platform.QueueContainer;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/** The queue of events and its consumer. */
@Configuration(proxyBeanMethods = false)
class AuditMessaging {
    static final String QUEUE = "audit-service.events";
    static final String ROUTING_KEYS = "audit.#";

    private static final int LARGEST_GROUP = 500;
    private static final long GROUP_MILLIS = 20; // a group is committed as soon as nothing more has come for so long

    @Bean
    Declarables eventQueue(AmqpProperties amqp) {
        var queue =
                QueueBuilder.durable(QUEUE).withArguments(amqp.queueArguments()).build();
        return new Declarables(
                queue,
                BindingBuilder.bind(queue).to(new TopicExchange(Broker.EVENTS)).with(ROUTING_KEYS));
    }

    @Bean
    SimpleMessageListenerContainer eventContainer(ConnectionFactory connections) {
        var container = new QueueContainer(connections, QUEUE);
        container.setConsumerBatchEnabled(true);
        container.setBatchSize(LARGEST_GROUP);
        container.setReceiveTimeout(GROUP_MILLIS);
        container.setBatchReceiveTimeout(GROUP_MILLIS);
        container.setPrefetchCount(2 * LARGEST_GROUP);
        return container;
    }

    @Bean(destroyMethod = "close")
    ListenerPause eventPause(
            SimpleMessageListenerContainer eventContainer,
            EventReader reader,
            Intake intake,
            ParkingLot parkingLot,
            ConfirmedPublisher publisher,
            JdbcClient jdbc) {
        var pause = new ListenerPause(eventContainer, () -> answers(jdbc));
        eventContainer.setMessageListener(new AuditListener(reader, intake, new Parking(parkingLot, publisher), pause));
        return pause;
    }

    private static boolean answers(JdbcClient jdbc) {
        try {
            jdbc.sql("SELECT 1").query().singleRow();
            return true;
        } catch (DataAccessException | TransactionException e) {
            return false;
        }
    }
}
