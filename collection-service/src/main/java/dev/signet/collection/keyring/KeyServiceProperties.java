package dev.signet.collection.keyring;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param keyUrl where key-service is */
@ConfigurationProperties("signet")
public record KeyServiceProperties(URI keyUrl) {}
