package dev.signet.platform.crypto;

import java.util.Arrays;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param provider who makes the signatures */
@ConfigurationProperties("signet.crypto")
record CryptoProperties(@DefaultValue("auto") String provider) {
    CryptoProperties {
        Choice.of(provider);
    }

    Choice choice() {
        return Choice.of(provider);
    }

    enum Choice {
        /** The fastest that works on this machine. */
        AUTO,
        /** Amazon Corretto Crypto Provider: native, for Linux on x86-64. */
        ACCP,
        BOUNCYCASTLE,
        JDK;

        private static Choice of(String name) {
            return Arrays.stream(values())
                    .filter(choice -> choice.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "SIGNET_CRYPTO_PROVIDER must be auto, accp, bouncycastle or jdk, not '%s'"
                                    .formatted(name)));
        }
    }
}
