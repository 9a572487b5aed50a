package dev.signet.platform.statement;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** DSSE's pre-authentication encoding: what is signed are a payload's type and its exact bytes, so JSON needs no canonical form. */
final class PreAuthentication {
    /** {@code DSSEv1 <length> <type> <length> <payload>}, the lengths in bytes. */
    static byte[] encode(String type, byte[] payload) {
        var typeBytes = type.getBytes(UTF_8);
        var encoded = new ByteArrayOutputStream(payload.length + typeBytes.length + 32);
        encoded.writeBytes(("DSSEv1 " + typeBytes.length + " ").getBytes(UTF_8));
        encoded.writeBytes(typeBytes);
        encoded.writeBytes((" " + payload.length + " ").getBytes(UTF_8));
        encoded.writeBytes(payload);
        return encoded.toByteArray();
    }

    private PreAuthentication() {}
}
