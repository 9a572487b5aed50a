package dev.signet.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a keyring: keys, and the records, runs and queue that only they sign. Part of a queue's name and of a Kubernetes object's, so it is a DNS label
 * (RFC 1123): up to 63 lower-case letters, digits and hyphens, a hyphen neither first nor last.
 */
public record KeyringName(@JsonValue String value) implements Comparable<KeyringName> {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** The header of a message to the intake that names one. */
    public static final String HEADER = "keyring";

    /** The one that is always there, and meant where none is named. */
    public static final KeyringName DEFAULT = new KeyringName("default");

    @JsonCreator
    public KeyringName {
        if (!LABEL.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a keyring's name is up to 63 lower-case letters, digits and hyphens, a hyphen neither first nor last");
        }
    }

    /** What a message means that names one only where it is not the default. */
    static KeyringName meant(Optional<KeyringName> named) {
        return named.orElse(DEFAULT);
    }

    /** How a message names this one. */
    Optional<KeyringName> named() {
        return equals(DEFAULT) ? Optional.empty() : Optional.of(this);
    }

    @Override
    public int compareTo(KeyringName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
