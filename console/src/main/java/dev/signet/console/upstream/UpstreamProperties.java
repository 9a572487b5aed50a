package dev.signet.console.upstream;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where the services are. A host name with several addresses is several workers. */
@ConfigurationProperties("signet")
public record UpstreamProperties(
        @DefaultValue("http://localhost:8080") URI collectionUrl,
        @DefaultValue("http://localhost:8081") URI keyUrl,
        @DefaultValue("http://localhost:8082") URI dispatcherUrl,
        @DefaultValue("http://localhost:8083") URI signingUrl,
        @DefaultValue("http://localhost:8085") URI auditUrl,
        @DefaultValue("http://localhost:8086") URI vaultUrl) {}
