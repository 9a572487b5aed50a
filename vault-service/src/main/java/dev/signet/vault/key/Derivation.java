package dev.signet.vault.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** HKDF (RFC 5869) and HMAC, both with SHA-256: a key per purpose, so that nothing that is made for one can be taken for another. */
final class Derivation {
    private static final String MAC = "HmacSHA256";
    private static final String INFO = "signet vault v1|";
    static final int BYTES = 32;

    static byte[] derive(byte[] secret, byte[] salt, String purpose) {
        try {
            var parameters = HKDFParameterSpec.ofExtract()
                    .addIKM(secret)
                    .addSalt(salt)
                    .thenExpand((INFO + purpose).getBytes(StandardCharsets.US_ASCII), BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java 25 has HKDF", e);
        }
    }

    /** Keyed by what is derived for the purpose. */
    static Mac mac(byte[] secret, String purpose) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(derive(secret, new byte[0], purpose), MAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has HMAC-SHA-256", e);
        }
    }

    private Derivation() {}
}
