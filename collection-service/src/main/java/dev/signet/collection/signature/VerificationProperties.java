package dev.signet.collection.signature;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param verify which signatures are verified before they are stored */
@ConfigurationProperties("signet.collection")
record VerificationProperties(@DefaultValue("all") Mode verify) {
    enum Mode {
        /** Each: what does not verify is never stored. */
        ALL,
        /** One in sixteen of each batch, and at least one: finds a signer that is broken, not one that lies. */
        SAMPLE,
        /** None: what a worker sends is stored. */
        OFF
    }
}
