package dev.signet.signing.crypto;

import dev.signet.platform.crypto.CryptoConfiguration;
import dev.signet.platform.crypto.RecordSigners;
import dev.signet.platform.crypto.SigningProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import(CryptoConfiguration.class)
class SignerConfiguration {
    @Bean
    RecordSigners recordSigners(SigningProvider provider) {
        return RecordSigners.by(provider);
    }
}
