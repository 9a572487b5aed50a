package dev.signet.key.sealing;

import dev.signet.contract.Bytes;
import dev.signet.contract.LeaseReply;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;

/** Seals a private key to the one worker that holds its lease, by HPKE (RFC 9180). */
public final class WorkerSeal {
    private static final byte[] INFO = LeaseReply.HPKE_INFO.getBytes(StandardCharsets.US_ASCII);

    /** @param workerKey the worker's X25519 public key; one that is no point of the curve is an {@link IllegalArgumentException} */
    public static Sealed seal(Bytes workerKey, byte[] privateKey, byte[] associatedData) {
        var hpke = new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
        try {
            var context = hpke.setupBaseS(hpke.deserializePublicKey(workerKey.toArray()), INFO);
            var sealed = context.seal(associatedData, privateKey);
            return new Sealed(Bytes.wrap(context.getEncapsulation()), Bytes.wrap(sealed));
        } catch (InvalidCipherTextException e) {
            throw new AssertionError("sealing reads no ciphertext", e);
        }
    }

    /** What travels to the worker. */
    public record Sealed(Bytes encapsulation, Bytes ciphertext) {}

    private WorkerSeal() {}
}
