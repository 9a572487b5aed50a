package dev.signet.platform;

import dev.signet.platform.trace.BatchTraces;
import dev.signet.platform.trace.TraceSettings;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Traces are made only where somebody takes them: the variables are those that OpenTelemetry has everywhere. */
@Configuration(proxyBeanMethods = false)
class Tracing {
    @Bean
    BatchTraces batchTraces(Environment environment) {
        var service = environment.getRequiredProperty("spring.application.name");
        return endpoint(environment)
                .map(endpoint -> BatchTraces.exporting(
                        new TraceSettings(endpoint, service, Build.of(service).version())))
                .orElseGet(BatchTraces::off);
    }

    /** The one for traces as it stands, the general one with the path that OpenTelemetry gives it. */
    private static Optional<String> endpoint(Environment environment) {
        return setting(environment, "otel.exporter.otlp.traces.endpoint")
                .or(() -> setting(environment, "otel.exporter.otlp.endpoint")
                        .map(base -> base.replaceAll("/+$", "") + "/v1/traces"));
    }

    private static Optional<String> setting(Environment environment, String name) {
        return Optional.ofNullable(environment.getProperty(name)).filter(value -> !value.isBlank());
    }
}
