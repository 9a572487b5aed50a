package dev.signet.collection.intake.mask;

import dev.signet.platform.AesGcm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;

/**
 * Seals originals to the recovery key by HPKE (RFC 9180; X25519, HKDF-SHA256). One encapsulation serves a group of messages; each original is sealed
 * by AES-256-GCM under a key exported for it alone (§5.3). What is made is the encapsulation, a salt, and the ciphertext behind its nonce.
 */
public final class RecoverySeal {
    public static final String INFO = "signet intake recovery v1";
    private static final int SALT_BYTES = 16;

    private final HPKEContextWithEncapsulation context;

    private RecoverySeal(HPKEContextWithEncapsulation context) {
        this.context = context;
    }

    static RecoverySeal to(byte[] publicKey) {
        var hpke = new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_EXPORT_ONLY);
        return new RecoverySeal(
                hpke.setupBaseS(hpke.deserializePublicKey(publicKey), INFO.getBytes(StandardCharsets.US_ASCII)));
    }

    /** @param field whose original it is; empty for the originals of a row, as one object */
    public byte[] seal(String type, String field, byte[] original) {
        var salt = Arrays.copyOf(AesGcm.randomKey(), SALT_BYTES);
        var binding = "%s|%s".formatted(type, field).getBytes(StandardCharsets.UTF_8);
        var exported = ByteBuffer.allocate(SALT_BYTES + binding.length)
                .put(salt)
                .put(binding)
                .array();
        var key = context.export(exported, AesGcm.KEY_BYTES);
        try {
            var sealed = AesGcm.seal(key, original, binding);
            var encapsulation = context.getEncapsulation();
            return ByteBuffer.allocate(encapsulation.length + SALT_BYTES + sealed.length)
                    .put(encapsulation)
                    .put(salt)
                    .put(sealed)
                    .array();
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
