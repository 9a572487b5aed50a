package dev.signet.dispatch;

import dev.signet.contract.Broker;
import dev.signet.contract.SigningTriggered;
import dev.signet.platform.BrokerCheck;
import dev.signet.platform.ConfirmedPublisher;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class Dispatching {
    @Bean
    Dispatcher dispatcher(
            DueBatches batches,
            ConfirmedPublisher publisher,
            CachingConnectionFactory connections,
            DispatchProperties properties) {
        Triggers triggers = due -> publisher.publishAll(
                Broker.COMMANDS,
                SigningTriggered.ROUTING_KEY,
                SigningTriggered.TYPE,
                due,
                properties.triggerLifetime());
        return new Dispatcher(
                new DispatchRound(batches, triggers, properties.claimLimit()),
                () -> BrokerCheck.requireReachable(connections));
    }
}
