package dev.signet.vault;

import dev.signet.platform.DatabaseTransactions;
import dev.signet.platform.InternalCallers;
import dev.signet.platform.Platform;
import dev.signet.platform.ServiceMain;
import dev.signet.platform.UnboundedBodies;
import dev.signet.platform.database.DatabaseRoles;
import dev.signet.platform.outbox.OutboxConfiguration;
import java.util.Set;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Encrypts what is given to it under a key that only the caller gets, and stores it as records; any number of instances, which share a database. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@Import({Platform.class, DatabaseTransactions.class, DatabaseRoles.class, OutboxConfiguration.class})
public class VaultApplication {
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(VaultApplication.class).properties("spring.config.name=vault-service");
    }

    public static void main(String[] args) {
        ServiceMain.run(application(), args);
    }

    /** Nothing is for services alone. */
    @Bean
    InternalCallers internalCallers() {
        return InternalCallers.of();
    }

    /** A payload is read as a stream, which has a limit of its own. */
    @Bean
    UnboundedBodies unboundedBodies() {
        return new UnboundedBodies(Set.of("/api/v1/vault/"));
    }
}
