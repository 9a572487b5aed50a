package dev.signet.platform.crypto;

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
public final class SigningInput {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final String headerUpToRecordId;
    private byte[] encoded = new byte[1024];
    private int length;

    public SigningInput(Algorithm algorithm, KeyId keyId) {
        headerUpToRecordId = upToRecordId(algorithm, keyId);
    }

    /** The encoded header by itself. */
    public static String protectedHeader(Algorithm algorithm, KeyId keyId, RecordId id) {
        return encoded(upToRecordId(algorithm, keyId), id);
    }

    /** The encoded header with the full stop behind it. */
    public byte[] header(RecordId id) {
        return (encoded(headerUpToRecordId, id) + ".").getBytes(StandardCharsets.US_ASCII);
    }

    /** Encodes a payload into a buffer that the next call overwrites: {@link #length} bytes of it count. */
    public byte[] payload(byte[] payload) {
        var needed = Math.ceilDiv(Math.multiplyExact(payload.length, 4L), 3);
        if (needed > encoded.length) {
            encoded = new byte[Math.toIntExact(needed + 3)];
        }
        length = BASE64URL.encode(payload, encoded);
        return encoded;
    }

    public int length() {
        return length;
    }

    private static String upToRecordId(Algorithm algorithm, KeyId keyId) {
        return "{\"alg\":\"" + algorithm.jwsName() + "\",\"kid\":\"" + keyId
                + "\",\"typ\":\"signet-record+jws\",\"rid\":\"";
    }

    private static String encoded(String headerUpToRecordId, RecordId id) {
        return BASE64URL.encodeToString((headerUpToRecordId + id + "\"}").getBytes(StandardCharsets.US_ASCII));
    }
}
