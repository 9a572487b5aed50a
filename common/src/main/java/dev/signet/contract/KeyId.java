package dev.signet.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names a signing key by its RFC 7638 thumbprint (SHA-256, base64url), which stands as {@code kid} in what it signed. */
public record KeyId(@JsonValue String value) implements Comparable<KeyId> {
    private static final Pattern THUMBPRINT = Pattern.compile("[A-Za-z0-9_-]{43}");

    @JsonCreator
    public KeyId {
        if (!THUMBPRINT.matcher(value).matches()) {
            throw new IllegalArgumentException("a key id is a thumbprint of 43 base64url characters");
        }
    }

    @Override
    public int compareTo(KeyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
