package dev.signet.signing.batch;

import com.rabbitmq.client.Channel;
import dev.signet.platform.Acknowledgement;
import dev.signet.platform.Keyrings;
import dev.signet.platform.ListenerPause;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** Ways of working that look right. The checkers of a round must catch each of them. */
public final class WrongSigning {
    private WrongSigning() {}

    /** A message that has arrived has arrived. */
    public static class AcknowledgeFirst {
        @Bean
        SigningListener signingListener(
                CachingConnectionFactory connections,
                AmqpAdmin admin,
                SignerProperties properties,
                Keyrings keyrings,
                Triggers triggers,
                Drain drain,
                PeersProbe probe) {
            return new SigningListener(connections, admin, properties, keyrings, triggers, drain, probe) {
                @Override
                void on(Message message, @Nullable Channel channel, ListenerPause pause) {
                    Acknowledgement.of(List.of(message), Objects.requireNonNull(channel));
                    triggers.on(message);
                }
            };
        }
    }

    /** What takes too long has failed, and its key is given back, whatever may still be on its way to the store. */
    public static class GiveUpOnError {
        private static final Duration TOO_LONG = Duration.ofSeconds(1);

        @Bean
        Attempts attempts(
                CollectionService collection,
                KeyService keys,
                BatchSigners signers,
                Times times,
                Drain drain,
                LeaseProperties properties,
                Stages stages,
                JsonMapper json) {
            return new Attempts(collection, keys, signers, times, drain, properties, stages, json) {
                @Override
                Attempt make(BatchStream batch, Grant grant) {
                    var attempt =
                            CompletableFuture.supplyAsync(() -> super.make(batch, grant), Thread::startVirtualThread);
                    try {
                        return attempt.get(TOO_LONG.toMillis(), TimeUnit.MILLISECONDS);
                    } catch (InterruptedException | ExecutionException | TimeoutException e) {
                        return new Attempt.Broken("it takes too long");
                    }
                }
            };
        }
    }
}
