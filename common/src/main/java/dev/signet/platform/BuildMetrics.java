package dev.signet.platform;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** {@code signet.build.info}: always 1; which build of which service this is stands in its tags. */
@Component
class BuildMetrics implements MeterBinder {
    private final Build build;

    BuildMetrics(Environment environment) {
        build = Build.of(environment.getRequiredProperty("spring.application.name"));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("signet.build.info", () -> 1)
                .description("Which build this is")
                .tag("service", build.service())
                .tag("version", build.version())
                .tag("commit", build.commit().orElse("unknown"))
                .register(registry);
    }
}
