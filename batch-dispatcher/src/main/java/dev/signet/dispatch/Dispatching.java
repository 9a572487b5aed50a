package dev.signet.dispatch;

import dev.signet.contract.Broker;
import dev.signet.contract.SigningTriggered;
import dev.signet.platform.BrokerCheck;
import dev.signet.platform.ConfirmedPublisher;
import dev.signet.platform.Traced;
import dev.signet.platform.trace.BatchTraces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class Dispatching {
    @Bean
    Dispatcher dispatcher(
            DueBatches batches,
            Orders orders,
            ConfirmedPublisher publisher,
            CachingConnectionFactory connections,
            BatchTraces traces,
            MeterRegistry meters,
            DispatchProperties properties) {
        Consumer<List<Traced<SigningTriggered>>> broker = due -> publisher.publishAll(
                Broker.COMMANDS,
                SigningTriggered.ROUTING_KEY,
                SigningTriggered.TYPE,
                orders.signed(due),
                properties.triggerLifetime());
        var handedOut = new HandedOut(batches, broker, traces, meters);
        return new Dispatcher(
                new DispatchRound(handedOut, handedOut, properties.claimLimit()),
                () -> BrokerCheck.requireReachable(connections));
    }
}
