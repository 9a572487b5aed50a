package dev.signet.vault.node;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * @param tls where the certificates are; without it, instances speak plain HTTP
 * @param url where clients and other instances reach this one; without it, this machine's address and port
 * @param heartbeat how often an instance says that it is there; after three of them without a word it is away
 */
@ConfigurationProperties("signet")
record NodeProperties(
        @DefaultValue("127.0.0.1") String address,
        @Name("tls.dir") @Nullable String tls,
        @Name("vault.node-url") @Nullable URI url,
        @Name("vault.heartbeat") @DefaultValue("2s") Duration heartbeat) {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    NodeProperties {
        if (heartbeat.compareTo(SHORTEST) < 0 || heartbeat.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("SIGNET_VAULT_HEARTBEAT must be from 100ms to 60s, not " + heartbeat);
        }
    }

    URI urlAt(int port) {
        return url == null
                ? URI.create("%s://%s:%d".formatted(tls == null ? "http" : "https", reachable(), port))
                : url;
    }

    // Who listens on all addresses is reached at that of its host name.
    private String reachable() {
        try {
            return InetAddress.getByName(address).isAnyLocalAddress()
                    ? InetAddress.getLocalHost().getHostAddress()
                    : address;
        } catch (UnknownHostException _) {
            return address;
        }
    }
}
