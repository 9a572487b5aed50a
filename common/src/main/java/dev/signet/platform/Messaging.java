package dev.signet.platform;

import dev.signet.contract.Broker;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.DirectExchange;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The broker as every service uses it: exchanges and the parking queue declared by all, confirmed publishing. */
@Configuration(proxyBeanMethods = false)
class Messaging {
    @Bean
    Declarables sharedTopology(AmqpProperties amqp) {
        var parked = new DirectExchange(Broker.PARKED);
        var parking = QueueBuilder.durable(Broker.PARKING)
                .withArguments(amqp.queueArguments())
                .build();
        return new Declarables(
                new DirectExchange(Broker.COMMANDS),
                new TopicExchange(Broker.EVENTS),
                parked,
                parking,
                BindingBuilder.bind(parking).to(parked).with(Broker.PARKING));
    }

    @Bean
    MessageCodec messageCodec(JsonMapper json) {
        return new MessageCodec(json);
    }

    @Bean
    ConfirmedPublisher confirmedPublisher(
            CachingConnectionFactory connections, MessageCodec codec, AmqpProperties amqp) {
        return ConfirmedPublisher.over(connections, codec, amqp);
    }
}
