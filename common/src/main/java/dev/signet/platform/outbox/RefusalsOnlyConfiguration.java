package dev.signet.platform.outbox;

import dev.signet.platform.ServiceClients;
import dev.signet.platform.tls.PeerTls;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** For services without a database, of which the audit log is told whom they have turned away; imported by their application classes. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutboxProperties.class)
public class RefusalsOnlyConfiguration {
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);
    private static final int ROOM = 1_000;

    @Bean
    EventsInMemory eventsInMemory(MeterRegistry meters) {
        return new EventsInMemory(ROOM, meters);
    }

    @Bean
    RelayLoop refusalsRelay(
            EventsInMemory events,
            OutboxProperties settings,
            JsonMapper json,
            @Value("${signet.token:}") String token,
            PeerTls tls) {
        var audit = new AuditService(
                ServiceClients.ofPublicApi("audit-service", settings.auditUrl(), READ_TIMEOUT, token, tls), json);
        return new RelayLoop(new Relay(events, audit), settings.gather());
    }

    @Bean
    RefusalEvents refusalEvents(
            EventsInMemory events,
            JsonMapper json,
            Clock clock,
            Environment environment,
            OutboxProperties settings,
            RelayLoop relay) {
        var form = new EventForm(environment.getRequiredProperty("spring.application.name"), clock, json);
        return new RefusalEvents(new Gathered(
                event -> {
                    if (settings.enabled()) {
                        events.add(form.write(event));
                        relay.wake();
                    }
                },
                Duration.ofSeconds(1)));
    }
}
