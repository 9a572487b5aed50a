package dev.signet.platform.outbox;

import dev.signet.platform.ServiceClients;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** For services whose acts get into the audit log; imported by their application classes. They have the tables {@code outbox} and {@code outbox_refused}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutboxProperties.class)
public class OutboxConfiguration {
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

    @Bean
    OutboxRows outboxRows(JdbcClient jdbc, TransactionTemplate transaction) {
        return new OutboxRows(jdbc, transaction);
    }

    @Bean
    RelayLoop outboxRelay(OutboxRows rows, OutboxProperties settings, ServiceClients clients, JsonMapper json) {
        var audit = new AuditService(clients.of("audit-service", settings.auditUrl(), READ_TIMEOUT), json);
        return new RelayLoop(new Relay(rows, audit), settings.gather());
    }

    @Bean
    Outbox outbox(
            JdbcClient jdbc,
            JsonMapper json,
            Clock clock,
            Environment environment,
            OutboxProperties settings,
            RelayLoop relay) {
        var service = environment.getRequiredProperty("spring.application.name");
        return new Outbox(jdbc, json, clock, service, settings, relay::wake);
    }

    @Bean
    RefusalEvents refusalEvents(Outbox outbox, TransactionTemplate transaction) {
        return new RefusalEvents(gathered(outbox, transaction));
    }

    @Bean
    StatementRefusalEvents statementRefusalEvents(Outbox outbox, TransactionTemplate transaction) {
        return new StatementRefusalEvents(() -> gathered(outbox, transaction));
    }

    private static Gathered gathered(Outbox outbox, TransactionTemplate transaction) {
        return new Gathered(event -> transaction.executeWithoutResult(_ -> outbox.add(event)), Duration.ofSeconds(1));
    }

    @Bean
    @ConditionalOnWebApplication
    OutboxController outboxController(OutboxRows rows) {
        return new OutboxController(rows);
    }

    @Bean
    OutboxMeters outboxMeters(OutboxRows rows) {
        return new OutboxMeters(rows);
    }
}
