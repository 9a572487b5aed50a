package dev.signet.platform.kek;

import dev.signet.contract.Bytes;
import dev.signet.platform.AesGcm;
import dev.signet.platform.SealingKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;

/** A key in this process's memory. */
final class LocalKey implements SealingKey {
    private static final int ID_BYTES = 12;

    private final byte[] key;
    private final String id;

    LocalKey(byte[] key) {
        this.key = key;
        this.id = idOf(key);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public byte[] seal(byte[] secret, byte[] associatedData) {
        return AesGcm.seal(key, secret, associatedData);
    }

    @Override
    public byte[] open(byte[] sealed, byte[] associatedData) throws AEADBadTagException {
        return AesGcm.open(key, sealed, associatedData);
    }

    /** Of what tells a key from others: the key itself, or something that only it makes. */
    static String idOf(byte[] distinctive) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update("signet kek id|".getBytes(StandardCharsets.US_ASCII));
            return Bytes.wrap(Arrays.copyOf(digest.digest(distinctive), ID_BYTES))
                    .toBase64Url();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
