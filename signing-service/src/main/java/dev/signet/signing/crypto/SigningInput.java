package dev.signet.signing.crypto;

import dev.signet.contract.Algorithm;
import dev.signet.contract.KeyId;
import dev.signet.contract.RecordId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The bytes that are signed: the JWS signing input (RFC 7515 §5.1) of a record, ASCII
 * {@code base64url(header) "." base64url(payload)} without padding, where the header is exactly
 *
 * <pre>{"alg":"EdDSA","kid":"&lt;key id&gt;","typ":"signet-record+jws","rid":"&lt;record id&gt;"}</pre>
 *
 * so that a signature cannot be moved to another record. For key {@code AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA}, Ed25519, record 42
 * and the payload {@code {"amount":1}} it is the line in {@code signing-input.txt} beside this class's test.
 */
final class SigningInput {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final String headerUpToRecordId;
    private byte[] encoded = new byte[1024];
    private int length;

    SigningInput(Algorithm algorithm, KeyId keyId) {
        headerUpToRecordId = "{\"alg\":\"%s\",\"kid\":\"%s\",\"typ\":\"signet-record+jws\",\"rid\":\""
                .formatted(algorithm.jwsName(), keyId);
    }

    /** The encoded header with the full stop behind it. */
    byte[] header(RecordId id) {
        var header = BASE64URL.encodeToString((headerUpToRecordId + id + "\"}").getBytes(StandardCharsets.US_ASCII));
        return (header + ".").getBytes(StandardCharsets.US_ASCII);
    }

    /** Encodes a payload into a buffer that the next call overwrites: {@link #length} bytes of it count. */
    byte[] payload(byte[] payload) {
        var needed = Math.ceilDiv(Math.multiplyExact(payload.length, 4L), 3);
        if (needed > encoded.length) {
            encoded = new byte[Math.toIntExact(needed + 3)];
        }
        length = BASE64URL.encode(payload, encoded);
        return encoded;
    }

    int length() {
        return length;
    }
}
