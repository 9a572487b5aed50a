package dev.signet.signing.crypto;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CryptoConfiguration {
    @Bean
    SigningProvider signingProvider(CryptoProperties crypto) {
        return ProviderChoice.ofThisMachine().choose(crypto.choice());
    }

    @Bean
    RecordSigners recordSigners(SigningProvider provider) {
        return new ProviderSigners(provider);
    }
}
