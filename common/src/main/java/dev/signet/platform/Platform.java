package dev.signet.platform;

import java.time.Clock;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Everything of the platform that a service needs; imported by each service's application class. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ServiceTokenProperties.class, AmqpProperties.class})
@Import({
    ServiceSecurity.class,
    Messaging.class,
    Problems.class,
    ErrorPage.class,
    ErrorReport.class,
    LenientAccept.class,
    BodyLimit.class,
    BuildController.class,
    DefiniteContentType.class
})
public class Platform {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** A bad setting is said before a server is opened or a database is asked for, whose absence would hide it. */
    @Bean
    static BeanFactoryPostProcessor settingsFirst() {
        return beans -> {
            CrashPoint.requireKnown();
            for (var name : beans.getBeanNamesForAnnotation(ConfigurationProperties.class)) {
                var type = beans.getType(name, false);
                if (type != null && type.isRecord()) {
                    beans.getBean(name);
                }
            }
        };
    }
}
