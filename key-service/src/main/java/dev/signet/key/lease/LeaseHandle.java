package dev.signet.key.lease;

import dev.signet.contract.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the holder of a lease has in the place of its key: sealed to him like it, and asked of him with each call. Derived (HMAC-SHA-256) from the private key
 * and the lease, so that every process of key-service knows it, and nobody keeps it.
 */
final class LeaseHandle {
    private static final String MAC = "HmacSHA256";
    private static final byte[] PURPOSE = "signet lease handle v1|".getBytes(StandardCharsets.US_ASCII);

    private LeaseHandle() {}

    static byte[] of(byte[] privateKey, byte[] binding) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(privateKey, MAC));
            mac.update(PURPOSE);
            return mac.doFinal(binding);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has HMAC-SHA-256", e);
        }
    }

    static boolean fits(Bytes presented, byte[] privateKey, byte[] binding) {
        return MessageDigest.isEqual(presented.unsafeArray(), of(privateKey, binding));
    }
}
