package dev.signet.key.lease;

import java.util.Arrays;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param mode where private keys sign: with the worker that has leased them, or here */
@ConfigurationProperties("signet.signing")
record SigningModeProperties(@DefaultValue("local") String mode) {
    SigningModeProperties {
        if (Arrays.stream(Mode.values()).noneMatch(known -> known.name().equalsIgnoreCase(mode))) {
            throw new IllegalArgumentException("SIGNET_SIGNING_MODE must be local or remote, not '%s'".formatted(mode));
        }
    }

    private enum Mode {
        LOCAL,
        REMOTE
    }

    boolean isRemote() {
        return Mode.REMOTE.name().equalsIgnoreCase(mode);
    }
}
