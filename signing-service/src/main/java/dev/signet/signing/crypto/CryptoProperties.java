package dev.signet.signing.crypto;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param provider who makes the signatures */
@ConfigurationProperties("signet.crypto")
record CryptoProperties(@DefaultValue("auto") Choice provider) {
    enum Choice {
        /** The fastest that works on this machine. */
        AUTO,
        /** Amazon Corretto Crypto Provider: native, for Linux on x86-64. */
        ACCP,
        BOUNCYCASTLE,
        JDK
    }
}
