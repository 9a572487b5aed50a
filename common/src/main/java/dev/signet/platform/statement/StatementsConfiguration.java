package dev.signet.platform.statement;

import dev.signet.platform.crypto.CryptoConfiguration;
import dev.signet.platform.crypto.SigningProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** For services that state something; imported by their application classes. */
@Configuration(proxyBeanMethods = false)
@Import(CryptoConfiguration.class)
@EnableConfigurationProperties(StatementProperties.class)
public class StatementsConfiguration {
    private static final Logger log = LoggerFactory.getLogger(StatementsConfiguration.class);

    @Bean
    Statements statements(
            StatementProperties properties,
            Environment environment,
            SigningProvider provider,
            ObjectProvider<StatementRefusals> refusals) {
        var service = environment.getRequiredProperty("spring.application.name");
        return Statements.of(service, properties.dir(), provider, (expected, reason) -> {
            log.debug("Not believed: {}: {}", expected, reason);
            refusals.forEach(each -> each.refused(expected, reason));
        });
    }
}
