package dev.signet.collection;

import dev.signet.platform.DatabaseTransactions;
import dev.signet.platform.InternalCallers;
import dev.signet.platform.InternalCallers.Rule;
import dev.signet.platform.Platform;
import dev.signet.platform.ServiceMain;
import dev.signet.platform.crypto.CryptoConfiguration;
import dev.signet.platform.database.DatabaseRoles;
import dev.signet.platform.outbox.OutboxConfiguration;
import dev.signet.platform.statement.StatementsConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Owns records, batches and signatures; takes records in, hands batches out, stores what was signed, fences leases. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@EnableScheduling
@Import({
    Platform.class,
    DatabaseTransactions.class,
    DatabaseRoles.class,
    OutboxConfiguration.class,
    CryptoConfiguration.class,
    StatementsConfiguration.class
})
public class CollectionApplication {
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(CollectionApplication.class)
                .properties("spring.config.name=collection-service");
    }

    public static void main(String[] args) {
        ServiceMain.run(application(), args);
    }

    @Bean
    InternalCallers internalCallers() {
        return InternalCallers.of(
                Rule.allow("/internal/dispatch/**", "batch-dispatcher"),
                Rule.allow("/internal/batches/**", "signing-service"),
                Rule.allow("/internal/signatures", "signing-service"),
                Rule.allow("/internal/fences", "key-service"),
                Rule.allow("/internal/key-fences", "key-service"),
                Rule.allow(
                        "/internal/parked-messages",
                        "key-service",
                        "signing-service",
                        "batch-dispatcher",
                        "audit-service"));
    }
}
