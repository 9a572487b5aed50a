package dev.signet.dispatch;

import dev.signet.contract.Broker;
import dev.signet.contract.DispatchClaims.Claimed;
import dev.signet.contract.DispatchClaims.Mark;
import dev.signet.contract.DispatchClaims.Request;
import dev.signet.contract.SigningTriggered;
import dev.signet.platform.BrokerCheck;
import dev.signet.platform.ConfirmedPublisher;
import dev.signet.platform.NotDelivered;
import dev.signet.platform.Traced;
import java.util.Map;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.context.annotation.Bean;

/** A way of handing batches out that looks right. The checkers of a round must catch it. */
public final class WrongDispatch {
    private WrongDispatch() {}

    /** What is claimed is marked as handed out, and then handed out, unless something comes in between. */
    public static class MarkFirst {
        @Bean
        Dispatcher dispatcher(
                CollectionService collection,
                Orders orders,
                ConfirmedPublisher publisher,
                CachingConnectionFactory connections,
                DispatchProperties properties) {
            Triggers triggers = due -> {
                try {
                    publisher.publishEach(
                            Broker.COMMANDS,
                            batch -> SigningTriggered.routingKey(batch.keyringName()),
                            SigningTriggered.TYPE,
                            orders.signed(due.stream().map(Traced::alone).toList()),
                            properties.triggerLifetime());
                } catch (NotDelivered _) {
                    // marked is marked
                }
                return Map.of();
            };
            return new Dispatcher(
                    new DispatchRound(new MarkedFirst(collection), triggers, properties.claimLimit()),
                    () -> BrokerCheck.requireReachable(connections));
        }
    }

    private record MarkedFirst(DueBatches real) implements DueBatches {
        @Override
        public Claimed claim(Request request) {
            var claimed = real.claim(request);
            if (!claimed.batches().isEmpty()) {
                real.mark(new Mark(claimed.batches().stream()
                        .map(SigningTriggered::batchId)
                        .toList()));
            }
            return claimed;
        }

        @Override
        public void mark(Mark mark) {
            // done already
        }
    }
}
