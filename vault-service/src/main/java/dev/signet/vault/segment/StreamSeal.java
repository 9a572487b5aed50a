package dev.signet.vault.segment;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;

/**
 * AES-256-GCM in segments: Tink's streaming AEAD (AES-GCM-HKDF). Each segment is authenticated with its place and with whether it is the last, so that none
 * can be changed, moved or left out; the key of each stream is derived under a salt of its own.
 */
final class StreamSeal {
    /** Of ciphertext. Its record, written as a JWS, stays below the 1 MiB over which the fastest provider signs. */
    static final int SEGMENT_BYTES = 512 * 1024;

    private static final int KEY_BYTES = 32;

    /** To be closed when the plaintext has come to its end, and only then: that writes the last segment. */
    static OutputStream sealing(byte[] key, Binding binding, OutputStream ciphertext) throws IOException {
        try {
            return streaming(key).newEncryptingStream(ciphertext, binding.toBytes());
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has AES-GCM and HMAC-SHA-256", e);
        }
    }

    /** Gives no byte of a segment that is not authentic. */
    static InputStream opening(byte[] key, Binding binding, InputStream ciphertext) throws IOException {
        try {
            return streaming(key).newDecryptingStream(ciphertext, binding.toBytes());
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has AES-GCM and HMAC-SHA-256", e);
        }
    }

    private static AesGcmHkdfStreaming streaming(byte[] key) throws GeneralSecurityException {
        return new AesGcmHkdfStreaming(key, "HmacSha256", KEY_BYTES, SEGMENT_BYTES, 0);
    }

    private StreamSeal() {}
}
