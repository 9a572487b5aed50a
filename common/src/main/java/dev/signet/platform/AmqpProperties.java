package dev.signet.platform;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What differs between brokers, and nothing about correctness depends on.
 *
 * @param profile which broker this is
 * @param confirmTimeout how long a broker may take to confirm a message
 */
@ConfigurationProperties("signet.amqp")
public record AmqpProperties(
        @DefaultValue("rabbitmq") Profile profile,
        @DefaultValue("10s") Duration confirmTimeout) {
    /** The brokers we run on. */
    public enum Profile {
        /**
         * Replicated quorum queues; attempts are counted in the database, so the broker's own limit is out of reach. (It cannot be switched
         * off: RabbitMQ 4 limits to 20 without it, and RabbitMQ 3 takes -1 for a limit and drops what is delivered again.)
         */
        RABBITMQ(Map.of("x-queue-type", "quorum", "x-delivery-limit", 1_000_000_000), true),
        /** Qpid Broker-J closes the connection on any x-argument, and takes an expiration for a point in time long past. */
        EMBEDDED(Map.of(), false);

        private final Map<String, Object> queueArguments;
        private final boolean expires;

        Profile(Map<String, Object> queueArguments, boolean expires) {
            this.queueArguments = queueArguments;
            this.expires = expires;
        }
    }

    /** The AMQP expiration property of a message that is of no use after its lifetime; empty where it must not be set. */
    Optional<String> expiration(Duration lifetime) {
        return profile.expires ? Optional.of(Long.toString(lifetime.toMillis())) : Optional.empty();
    }

    /** The arguments with which a durable queue is declared. */
    public Map<String, Object> queueArguments() {
        return profile.queueArguments;
    }
}
