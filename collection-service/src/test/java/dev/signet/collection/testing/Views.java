package dev.signet.collection.testing;

import dev.signet.collection.run.RunCounters;
import dev.signet.platform.DatabaseTransactions;
import dev.signet.platform.InternalCallers;
import dev.signet.platform.InternalCallers.Rule;
import dev.signet.platform.Platform;
import dev.signet.platform.crypto.CryptoConfiguration;
import dev.signet.platform.database.DatabaseRoles;
import dev.signet.platform.outbox.OutboxConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The part of the service that people see, alone: rows stay as a test has put them. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@AutoConfigurationPackage(basePackages = {"dev.signet.collection.browse", "dev.signet.collection.parking"})
@ComponentScan({
    "dev.signet.collection.record",
    "dev.signet.collection.imports",
    "dev.signet.collection.intake",
    "dev.signet.collection.export",
    "dev.signet.collection.browse",
    "dev.signet.collection.keyring",
    "dev.signet.collection.progress",
    "dev.signet.collection.promise",
    "dev.signet.collection.quarantine",
    "dev.signet.collection.parking"
})
@ConfigurationPropertiesScan({
    "dev.signet.collection.record",
    "dev.signet.collection.intake",
    "dev.signet.collection.keyring",
    "dev.signet.collection.progress"
})
@Import({
    Platform.class,
    DatabaseTransactions.class,
    DatabaseRoles.class,
    OutboxConfiguration.class,
    CryptoConfiguration.class,
    RunCounters.class
})
class Views {
    @Bean
    InternalCallers internalCallers() {
        return InternalCallers.of(Rule.allow("/internal/parked-messages", "key-service"));
    }

    @Bean
    Rest rest(Environment environment) {
        return new Rest(environment);
    }

    @Bean
    Rows rows(JdbcClient jdbc) {
        return new Rows(jdbc);
    }
}
