package dev.signet.platform;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Everything of the platform that a service needs; imported by each service's application class. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ServiceTokenProperties.class, AmqpProperties.class})
@Import({ServiceSecurity.class, Messaging.class, Problems.class})
public class Platform {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
