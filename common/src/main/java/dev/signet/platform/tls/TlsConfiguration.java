package dev.signet.platform.tls;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** For everything that calls services. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TlsProperties.class)
public class TlsConfiguration {
    @Bean
    PeerTls peerTls(TlsProperties properties, ObjectProvider<SslBundles> bundles) {
        return properties.dir() == null ? PeerTls.off() : PeerTls.of(bundles.getObject());
    }
}
