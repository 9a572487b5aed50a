package dev.signet.dispatch;

import dev.signet.platform.Platform;
import dev.signet.platform.ServiceMain;
import dev.signet.platform.statement.StatementsConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

/** Claims due batches from collection-service, publishes each as a SigningTriggered, and says so once the broker has confirmed them. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@Import({Platform.class, StatementsConfiguration.class})
public class DispatcherApplication {
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(DispatcherApplication.class)
                .main(DispatcherApplication.class)
                .properties("spring.config.name=batch-dispatcher");
    }

    public static void main(String[] args) {
        ServiceMain.run(application(), args);
    }
}
