package dev.signet.collection.batch;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Records go out in large pieces: Tomcat by itself sends 8 KiB at a time. */
@Configuration(proxyBeanMethods = false)
class BulkAnswers {
    /** Of each connection. */
    static final int PIECE = 1 << 15;

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> largePieces() {
        return server -> server.addConnectorCustomizers(
                connector -> connector.setProperty("socket.appWriteBufSize", Integer.toString(PIECE)));
    }
}
