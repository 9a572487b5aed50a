package dev.signet.platform.database;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** For services that have a database, which import it. */
@Configuration(proxyBeanMethods = false)
public class DatabaseRoles {
    @Bean
    ServiceRole serviceRole(Environment environment) {
        return new ServiceRole(
                environment.getRequiredProperty("spring.datasource.username"),
                environment.getRequiredProperty("spring.datasource.password"));
    }

    /** Who is not told the owner's password cannot migrate: then the tables must be there, as this version knows them. */
    @Bean
    FlywayMigrationStrategy migration(Environment environment) {
        return environment.getProperty("signet.database-migrate", Boolean.class, true)
                ? Flyway::migrate
                : DatabaseRoles::requireMigrated;
    }

    private static void requireMigrated(Flyway flyway) {
        try {
            flyway.validate();
        } catch (FlywayValidateException e) {
            throw new IllegalStateException(
                    "the schema %s is not as this version needs it; run 'signet migrate' first"
                            .formatted(flyway.getConfiguration().getDefaultSchema()),
                    e);
        }
    }
}
