package dev.signet.collection.intake;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param amqpUrl the broker that incoming records arrive at; need not be the one that signing goes over
 * @param groupSize so many messages share a transaction at most
 */
@ConfigurationProperties("signet.intake")
record IntakeProperties(String amqpUrl, @DefaultValue("500") int groupSize) {
    IntakeProperties {
        if (groupSize < 1 || groupSize > 10_000) {
            throw new IllegalArgumentException("SIGNET_INTAKE_GROUP_SIZE must be from 1 to 10000, not " + groupSize);
        }
    }
}
