package dev.signet.signing.batch;

import dev.signet.contract.Broker;
import dev.signet.contract.KeyringName;
import dev.signet.contract.SigningTriggered;
import dev.signet.platform.AmqpProperties;
import dev.signet.platform.ConfirmedPublisher;
import dev.signet.platform.Keyrings;
import dev.signet.platform.Parking;
import java.time.Clock;
import java.util.stream.Stream;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.DirectExchange;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The queues of the keyrings that this worker serves, and the parts of the platform that it uses. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Keyrings.class)
class SigningTopology {
    private static final String QUEUE = "signing-service.signing-triggered";

    /** What a worker that serves it reads: while it waits for one keyring's keys, messages of the others go on. */
    static String queue(KeyringName keyring) {
        return keyring.equals(KeyringName.DEFAULT) ? QUEUE : QUEUE + '.' + keyring;
    }

    @Bean
    Declarables signingQueues(AmqpProperties amqp, Keyrings keyrings) {
        var commands = new DirectExchange(Broker.COMMANDS);
        return new Declarables(keyrings.named().stream()
                .flatMap(keyring -> {
                    var queue = QueueBuilder.durable(queue(keyring))
                            .withArguments(amqp.queueArguments())
                            .build();
                    var key = SigningTriggered.routingKey(keyring);
                    return Stream.of(
                            queue, BindingBuilder.bind(queue).to(commands).with(key));
                })
                .toList());
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
