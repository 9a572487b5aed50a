package dev.signet.collection.intake;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param amqpUrl the broker that incoming records arrive at; need not be the one that signing goes over
 * @param groupSize so many messages share a transaction at most
 * @param consumers so many groups are taken in at the same time
 */
@ConfigurationProperties("signet.intake")
record IntakeProperties(
        String amqpUrl,
        @DefaultValue("500") int groupSize,
        @DefaultValue("2") int consumers) {
    IntakeProperties {
        if (groupSize < 1 || groupSize > 10_000) {
            throw new IllegalArgumentException("SIGNET_INTAKE_GROUP_SIZE must be from 1 to 10000, not " + groupSize);
        }
        if (consumers < 1 || consumers > 16) {
            throw new IllegalArgumentException("SIGNET_INTAKE_CONSUMERS must be from 1 to 16, not " + consumers);
        }
    }
}
