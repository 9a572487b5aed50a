package dev.signet.platform;

import dev.signet.platform.tls.TlsConfiguration;
import java.time.Clock;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What every HTTP server of ours does alike: errors are problems, settings are checked first. Alone for one that no service calls and that has no broker. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ListenProperties.class)
@Import({
    Problems.class,
    ProblemPages.class,
    ErrorPage.class,
    ErrorReport.class,
    LenientAccept.class,
    DefiniteContentType.class,
    BuildController.class,
    BuildMetrics.class,
    HostCheck.class,
    TlsConfiguration.class
})
public class WebPlatform {
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
