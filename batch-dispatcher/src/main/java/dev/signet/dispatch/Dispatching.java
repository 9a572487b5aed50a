package dev.signet.dispatch;

import dev.signet.contract.BatchId;
import dev.signet.contract.Broker;
import dev.signet.contract.SigningTriggered;
import dev.signet.platform.BrokerCheck;
import dev.signet.platform.ConfirmedPublisher;
import dev.signet.platform.Traced;
import dev.signet.platform.trace.BatchTraces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        var handedOut = new HandedOut(
                batches, due -> publish(orders.signed(due), publisher, properties.triggerLifetime()), traces, meters);
        return new Dispatcher(
                new DispatchRound(handedOut, handedOut, properties.claimLimit()),
                () -> BrokerCheck.requireReachable(connections));
    }

    private static Map<BatchId, String> publish(
            List<Traced<SigningTriggered>> due, ConfirmedPublisher publisher, Duration lifetime) {
        var objections = publisher.publishEach(
                Broker.COMMANDS,
                batch -> SigningTriggered.routingKey(batch.keyringName()),
                SigningTriggered.TYPE,
                due,
                lifetime);
        var refused = new HashMap<BatchId, String>();
        for (var i = 0; i < due.size(); i++) {
            var id = due.get(i).message().batchId();
            objections.get(i).ifPresent(reason -> refused.put(id, reason));
        }
        return refused;
    }
}
