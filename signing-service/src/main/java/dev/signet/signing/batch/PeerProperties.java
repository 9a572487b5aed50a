package dev.signet.signing.batch;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where the services are that a worker needs. */
@ConfigurationProperties("signet")
record PeerProperties(
        @DefaultValue("http://localhost:8080") URI collectionUrl,
        @DefaultValue("http://localhost:8081") URI keyUrl) {}
