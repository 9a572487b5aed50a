package dev.signet.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How a key signs: the name people choose it by, and its JWS {@code alg} (RFC 7518, RFC 8037, RFC 9964). */
public enum Algorithm {
    ED25519("Ed25519", "EdDSA"),
    ES256("ES256", "ES256"),
    PS256("PS256", "PS256"),
    ML_DSA_65("ML-DSA-65", "ML-DSA-65");

    private final String label;
    private final String jwsName;

    Algorithm(String label, String jwsName) {
        this.label = label;
        this.jwsName = jwsName;
    }

    /** Finds one by its label, in any case; an unknown one is an {@link IllegalArgumentException} that lists the known ones. */
    @JsonCreator
    public static Algorithm of(String label) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.label.equalsIgnoreCase(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown algorithm '" + label + "'; choose one of "
                        + Arrays.stream(values()).map(Algorithm::label).collect(Collectors.joining(", "))));
    }

    @JsonValue
    public String label() {
        return label;
    }

    /** The {@code alg} of the JWS header. */
    public String jwsName() {
        return jwsName;
    }

    @Override
    public String toString() {
        return label;
    }
}
