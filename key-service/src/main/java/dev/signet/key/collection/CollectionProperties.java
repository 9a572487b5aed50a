package dev.signet.key.collection;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where collection-service is.
 *
 * @param collectionTimeout how long its answer may take
 */
@ConfigurationProperties("signet")
record CollectionProperties(
        @DefaultValue("http://localhost:8080") URI collectionUrl,
        @DefaultValue("5s") Duration collectionTimeout) {}
