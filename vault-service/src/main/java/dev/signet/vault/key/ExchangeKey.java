package dev.signet.vault.key;

import dev.signet.contract.Bytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/** A pair of keys for X25519, as one secret: its length, the private half (PKCS#8), the public one (X.509). */
final class ExchangeKey {
    private static final String X25519 = "X25519";

    static byte[] generate() {
        try {
            var pair = KeyPairGenerator.getInstance(X25519).generateKeyPair();
            var secret = pair.getPrivate().getEncoded();
            var open = pair.getPublic().getEncoded();
            return ByteBuffer.allocate(1 + secret.length + open.length)
                    .put((byte) secret.length)
                    .put(secret)
                    .put(open)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has X25519", e);
        }
    }

    static KeyPair read(Bytes both) {
        var bytes = both.unsafeArray();
        var end = 1 + bytes[0];
        try {
            var keys = KeyFactory.getInstance(X25519);
            return new KeyPair(
                    keys.generatePublic(new X509EncodedKeySpec(Arrays.copyOfRange(bytes, end, bytes.length))),
                    keys.generatePrivate(new PKCS8EncodedKeySpec(Arrays.copyOfRange(bytes, 1, end))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the vault's exchange key is none", e);
        }
    }

    private ExchangeKey() {}
}
