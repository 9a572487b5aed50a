package dev.signet.console.upstream;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the services are. A host name with several addresses is several workers.
 *
 * @param token what the console presents when it asks for itself, or for somebody who need not say who he is; empty where services ask for none
 */
@ConfigurationProperties("signet")
public record UpstreamProperties(
        @DefaultValue("http://localhost:8080") URI collectionUrl,
        @DefaultValue("http://localhost:8081") URI keyUrl,
        @DefaultValue("http://localhost:8082") URI dispatcherUrl,
        @DefaultValue("http://localhost:8083") URI signingUrl,
        @DefaultValue("http://localhost:8085") URI auditUrl,
        @DefaultValue("http://localhost:8086") URI vaultUrl,
        @DefaultValue("") String token) {
    /** Without the token. */
    @Override
    public String toString() {
        return "services of %s".formatted(collectionUrl);
    }
}
