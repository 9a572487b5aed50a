package dev.signet.signing.batch;

import com.rabbitmq.client.Channel;
import dev.signet.platform.Acknowledgement;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.context.annotation.Bean;

/** A way of taking messages that looks right. The checkers of a round must catch it. */
public final class WrongSigning {
    private WrongSigning() {}

    /** A message that has arrived has arrived. */
    public static class AcknowledgeFirst {
        @Bean
        SigningListener signingListener(
                CachingConnectionFactory connections,
                AmqpAdmin admin,
                SignerProperties properties,
                Triggers triggers,
                Drain drain,
                PeersProbe probe) {
            return new SigningListener(connections, admin, properties, triggers, drain, probe) {
                @Override
                void on(Message message, @Nullable Channel channel) {
                    Acknowledgement.of(List.of(message), Objects.requireNonNull(channel));
                    triggers.on(message);
                }
            };
        }
    }
}
