package dev.signet.key;

import dev.signet.platform.DatabaseTransactions;
import dev.signet.platform.InternalCallers;
import dev.signet.platform.InternalCallers.Rule;
import dev.signet.platform.Platform;
import dev.signet.platform.ServiceMain;
import dev.signet.platform.crypto.RecordSigners;
import dev.signet.platform.crypto.SigningProvider;
import dev.signet.platform.database.DatabaseRoles;
import dev.signet.platform.outbox.OutboxConfiguration;
import dev.signet.platform.statement.StatementsConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Owns the keyring: keeps private keys sealed, leases the least recently used one, and takes it back when it is safe. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@EnableScheduling
@Import({
    Platform.class,
    DatabaseTransactions.class,
    DatabaseRoles.class,
    OutboxConfiguration.class,
    StatementsConfiguration.class
})
public class KeyApplication {
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(KeyApplication.class).properties("spring.config.name=key-service");
    }

    public static void main(String[] args) {
        ServiceMain.run(application(), args);
    }

    /** Where keys stay here. */
    @Bean
    RecordSigners recordSigners(SigningProvider provider) {
        return RecordSigners.by(provider);
    }

    @Bean
    InternalCallers internalCallers() {
        return InternalCallers.of(
                Rule.allow("/internal/leases/**", "signing-service"),
                Rule.allow("/internal/public-keys", "collection-service"));
    }

    /** A thread for each task: one that waits for another service, or has much to do, must not hold up the others. */
    @Bean
    TaskScheduler taskScheduler() {
        var scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(5);
        scheduler.setThreadNamePrefix("key-service-");
        scheduler.setWaitForTasksToCompleteOnShutdown(true);
        scheduler.setAwaitTerminationSeconds(10);
        return scheduler;
    }
}
