package dev.signet.platform;

import dev.signet.platform.people.PeopleConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Everything of the platform that a service needs; imported by each service's application class. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ServiceTokenProperties.class, AmqpProperties.class})
@Import({
    WebPlatform.class,
    PeopleConfiguration.class,
    ServiceSecurity.class,
    Messaging.class,
    Tracing.class,
    BodyLimit.class
})
public class Platform {}
