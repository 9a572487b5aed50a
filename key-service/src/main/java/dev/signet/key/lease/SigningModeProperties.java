package dev.signet.key.lease;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param mode where private keys sign */
@ConfigurationProperties("signet.signing")
record SigningModeProperties(@DefaultValue("local") Mode mode) {
    enum Mode {
        /** With the worker that has leased them. */
        LOCAL,
        /** Here, for the worker that has leased them. */
        REMOTE
    }

    boolean isRemote() {
        return mode == Mode.REMOTE;
    }
}
