package dev.signet.platform.crypto;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The provider that this machine is fastest with, or the one that is asked for. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CryptoProperties.class)
public class CryptoConfiguration {
    @Bean
    SigningProvider signingProvider(CryptoProperties crypto) {
        return ProviderChoice.ofThisMachine().choose(crypto.choice());
    }
}
