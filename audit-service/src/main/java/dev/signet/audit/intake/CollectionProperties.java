package dev.signet.audit.intake;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param collectionUrl of the service that keeps parked messages */
@ConfigurationProperties("signet")
record CollectionProperties(
        @DefaultValue("http://localhost:8080") URI collectionUrl) {}
