package dev.signet.tlog;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Ed25519 by the JDK: enough for a few signatures per second, and it needs nothing beside. */
final class Ed25519 {
    private static final String NAME = "Ed25519";
    private static final int PUBLIC_KEY_LENGTH = 32;
    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance(NAME).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("the JDK has Ed25519", e);
        }
    }

    static KeyFactory keys() {
        try {
            return KeyFactory.getInstance(NAME);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("the JDK has Ed25519", e);
        }
    }

    /** Throws when these are not 32 bytes that are a point on the curve. */
    static PublicKey publicKey(byte[] raw) throws GeneralSecurityException {
        if (raw.length != PUBLIC_KEY_LENGTH) {
            throw new GeneralSecurityException("an Ed25519 public key has 32 bytes, not " + raw.length);
        }
        var encoded = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + raw.length);
        System.arraycopy(raw, 0, encoded, SPKI_PREFIX.length, raw.length);
        return keys().generatePublic(new X509EncodedKeySpec(encoded));
    }

    static byte[] raw(PublicKey key) {
        var encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, SPKI_PREFIX.length, encoded.length);
    }

    static byte[] sign(PrivateKey key, byte[] text) {
        try {
            var signature = Signature.getInstance(NAME);
            signature.initSign(key);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the checkpoint key cannot sign", e);
        }
    }

    static boolean verifies(PublicKey key, byte[] text, byte[] signed) {
        try {
            var signature = Signature.getInstance(NAME);
            signature.initVerify(key);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private Ed25519() {}
}
