package dev.signet.system.check;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;

/** A key pair of the test's own, to be imported, so that its private half can be searched for everywhere afterwards. */
public final class TestKey {
    private final byte[] pkcs8;
    private final PublishedKey published;

    private TestKey(byte[] pkcs8, PublishedKey published) {
        this.pkcs8 = pkcs8;
        this.published = published;
    }

    /** @param type as the JDK names it: Ed25519, EC (P-256) or RSA (3072 bits) */
    public static TestKey generate(String type) {
        try {
            var generator = KeyPairGenerator.getInstance(type);
            switch (type) {
                case "EC" -> generator.initialize(256);
                case "RSA" -> generator.initialize(3072);
                default -> {} // has one size
            }
            var pair = generator.generateKeyPair();
            return new TestKey(
                    pair.getPrivate().getEncoded(),
                    PublishedKey.of(pair.getPublic().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no key of type " + type, e);
        }
    }

    /** The RFC 7638 thumbprint. */
    public String id() {
        return published.id();
    }

    public byte[] pkcs8() {
        return pkcs8.clone();
    }

    PublishedKey published() {
        return published;
    }

    /** As key-service imports it. */
    public String pem() {
        return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pkcs8));
    }

    /** The id only. */
    @Override
    public String toString() {
        return "TestKey " + id();
    }
}
