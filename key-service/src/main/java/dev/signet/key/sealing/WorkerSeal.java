package dev.signet.key.sealing;

import dev.signet.contract.Bytes;
import dev.signet.contract.LeaseReply;
import dev.signet.platform.AesGcm;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;

/**
 * Seals private keys to the one worker that holds their leases, by HPKE (RFC 9180). One encapsulation serves all leases of a call; each private
 * key is sealed under a key exported for its lease alone (§5.3), as RFC 9458 does with its answers. Not for several threads.
 */
public final class WorkerSeal {
    private static final byte[] INFO = LeaseReply.HPKE_INFO.getBytes(StandardCharsets.US_ASCII);

    private final HPKEContextWithEncapsulation context;

    private WorkerSeal(HPKEContextWithEncapsulation context) {
        this.context = context;
    }

    /** @param workerKey the worker's X25519 public key; one that is no point of the curve is an {@link IllegalArgumentException} */
    public static WorkerSeal to(Bytes workerKey) {
        var hpke = new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_EXPORT_ONLY);
        return new WorkerSeal(hpke.setupBaseS(hpke.deserializePublicKey(workerKey.toArray()), INFO));
    }

    public Sealed seal(byte[] privateKey, byte[] binding) {
        var key = context.export(binding, AesGcm.KEY_BYTES);
        try {
            return new Sealed(
                    Bytes.wrap(context.getEncapsulation()), Bytes.wrap(AesGcm.seal(key, privateKey, binding)));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** What travels to the worker. */
    public record Sealed(Bytes encapsulation, Bytes ciphertext) {}
}
