package dev.signet.signing;

import dev.signet.platform.Platform;
import dev.signet.platform.ServiceMain;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

/** Takes triggers, leases a key for each batch, signs its records, stores the signatures. Any number of them may run. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@Import(Platform.class)
public class SigningApplication {
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(SigningApplication.class)
                .main(SigningApplication.class)
                .properties("spring.config.name=signing-service");
    }

    public static void main(String[] args) {
        ServiceMain.run(application(), args);
    }
}
