package dev.signet.cli.server;

import java.net.URI;

/** Where a server is, as people type it. */
final class Address {
    static URI parse(String url) {
        try {
            var parsed = URI.create(url.strip().replaceAll("/+$", "") + "/");
            if (parsed.getHost() != null && ("http".equals(parsed.getScheme()) || "https".equals(parsed.getScheme()))) {
                return parsed;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'%s' is not an address like http://localhost:8080".formatted(url), e);
        }
        throw new IllegalArgumentException("'%s' is not an address like http://localhost:8080".formatted(url));
    }

    private Address() {}
}
