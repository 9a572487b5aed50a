package dev.signet.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Bytes as a value: compared by content, base64url on the wire, never printed. */
public final class Bytes {
    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    public static Bytes copyOf(byte[] content) {
        return new Bytes(content.clone());
    }

    /** Takes the array over, without a copy: the caller must not touch it again. */
    public static Bytes wrap(byte[] content) {
        return new Bytes(content);
    }

    @JsonCreator
    public static Bytes ofBase64Url(String text) {
        return new Bytes(Base64.getUrlDecoder().decode(text));
    }

    public byte[] toArray() {
        return content.clone();
    }

    /** The content itself, without a copy, for those that only read it. */
    public byte[] unsafeArray() {
        return content;
    }

    public int length() {
        return content.length;
    }

    @JsonValue
    public String toBase64Url() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** The length only: what is inside may be a secret. */
    @Override
    public String toString() {
        return content.length + " bytes";
    }
}
