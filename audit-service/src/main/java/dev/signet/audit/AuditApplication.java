package dev.signet.audit;

import dev.signet.platform.DatabaseTransactions;
import dev.signet.platform.InternalCallers;
import dev.signet.platform.Platform;
import dev.signet.platform.ServiceMain;
import dev.signet.platform.database.DatabaseRoles;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Keeps what happened, of any service that says so, in a log that nobody can change unnoticed. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@EnableScheduling
@Import({Platform.class, DatabaseTransactions.class, DatabaseRoles.class})
public class AuditApplication {
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(AuditApplication.class).properties("spring.config.name=audit-service");
    }

    public static void main(String[] args) {
        ServiceMain.run(application(), args);
    }

    /** Nothing is for services alone: they submit events as everybody does. */
    @Bean
    InternalCallers internalCallers() {
        return InternalCallers.of();
    }
}
