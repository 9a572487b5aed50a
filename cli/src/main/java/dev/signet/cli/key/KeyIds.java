package dev.signet.cli.key;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Ids as they are typed, which may be anything. */
final class KeyIds {
    static String inPath(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20").replace(".", "%2E");
    }

    private KeyIds() {}
}
