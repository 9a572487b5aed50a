package dev.signet.signing.batch;

import dev.signet.contract.Broker;
import dev.signet.contract.SigningTriggered;
import dev.signet.platform.AmqpProperties;
import dev.signet.platform.ConfirmedPublisher;
import dev.signet.platform.Parking;
import java.time.Clock;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.DirectExchange;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The worker's own queue, and the parts of the platform that it uses. */
@Configuration(proxyBeanMethods = false)
class SigningTopology {
    static final String QUEUE = "signing-service.signing-triggered";

    @Bean
    Declarables signingQueue(AmqpProperties amqp) {
        var queue =
                QueueBuilder.durable(QUEUE).withArguments(amqp.queueArguments()).build();
        var commands = new DirectExchange(Broker.COMMANDS);
        return new Declarables(queue, BindingBuilder.bind(queue).to(commands).with(SigningTriggered.ROUTING_KEY));
    }

    @Bean
    Parking parking(CollectionService collection, ConfirmedPublisher publisher) {
        return new Parking(collection, publisher);
    }

    @Bean
    Times times(Clock clock) {
        return new Times(clock, System::nanoTime);
    }
}
