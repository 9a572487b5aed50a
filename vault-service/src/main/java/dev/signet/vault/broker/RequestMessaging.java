package dev.signet.vault.broker;

import dev.signet.contract.Broker;
import dev.signet.platform.AmqpProperties;
import dev.signet.platform.QueueContainer;
import dev.signet.vaultclient.BrokerRequest;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.DirectExchange;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one queue of requests, from which every instance takes. */
@Configuration(proxyBeanMethods = false)
class RequestMessaging {
    private static final int AT_ONCE = 4;

    @Bean
    Declarables requestQueue(AmqpProperties amqp) {
        var queue = QueueBuilder.durable(BrokerRequest.QUEUE)
                .withArguments(amqp.queueArguments())
                .build();
        return new Declarables(
                queue,
                BindingBuilder.bind(queue)
                        .to(new DirectExchange(Broker.COMMANDS))
                        .with(BrokerRequest.ROUTING_KEY));
    }

    /** One request at a time for each consumer: what waits for one instance could be done by another. */
    @Bean
    SimpleMessageListenerContainer requestContainer(ConnectionFactory connections, RequestListener listener) {
        var container = new QueueContainer(connections, BrokerRequest.QUEUE);
        container.setPrefetchCount(1);
        container.setConcurrentConsumers(AT_ONCE);
        container.setMessageListener(listener);
        return container;
    }
}
