package dev.signet.console;

import dev.signet.platform.ServiceMain;
import dev.signet.platform.WebPlatform;
import dev.signet.platform.outbox.RefusalsOnlyConfiguration;
import dev.signet.platform.people.PeopleConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

/** Shows how a run goes, and is the one address that people need. Owns nothing. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@Import({WebPlatform.class, PeopleConfiguration.class, RefusalsOnlyConfiguration.class})
public class ConsoleApplication {
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(ConsoleApplication.class).properties("spring.config.name=console");
    }

    public static void main(String[] args) {
        ServiceMain.run(application(), args);
    }
}
