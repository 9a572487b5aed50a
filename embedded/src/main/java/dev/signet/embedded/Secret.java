package dev.signet.embedded;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords that nobody has to type; hexadecimal, so that they fit into any URI and file. */
final class Secret {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secret() {}

    static String random() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
