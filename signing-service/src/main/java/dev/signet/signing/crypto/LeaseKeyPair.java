package dev.signet.signing.crypto;

import dev.signet.contract.BatchId;
import dev.signet.contract.Bytes;
import dev.signet.contract.LeaseReply;
import dev.signet.platform.AesGcm;
import dev.signet.platform.crypto.CannotSign;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContext;

/** The X25519 key pair to which key-service seals private keys (HPKE, RFC 9180) while it is this worker's. */
public final class LeaseKeyPair {
    private static final byte[] INFO = LeaseReply.HPKE_INFO.getBytes(StandardCharsets.US_ASCII);

    private final HPKE hpke =
            new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_EXPORT_ONLY);
    private final AsymmetricCipherKeyPair keyPair = hpke.generatePrivateKey();
    private final Map<Bytes, HPKEContext> contexts = new HashMap<>();

    public Bytes publicKey() {
        return Bytes.wrap(hpke.serializePublicKey(keyPair.getPublic()));
    }

    /** The PKCS#8 private key; the caller wipes it. {@link CannotSign} when it was not sealed for this pair, lease and batch. */
    public byte[] open(LeaseReply.Granted grant, BatchId batchId) {
        var binding = LeaseReply.binding(grant.leaseId(), grant.keyId(), grant.token(), batchId);
        var key = new byte[0];
        try {
            key = export(grant.encapsulation(), binding);
            return AesGcm.open(key, grant.sealedKey().unsafeArray(), binding);
        } catch (AEADBadTagException | IllegalArgumentException | IllegalStateException e) {
            throw new CannotSign("the key of lease %s cannot be opened".formatted(grant.leaseId()), e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    // Leases granted in one call share an encapsulation, whose opening is what takes long. Neither HPKE nor a context
    // is for several threads.
    private synchronized byte[] export(Bytes encapsulation, byte[] binding) {
        return contexts.computeIfAbsent(encapsulation, sent -> hpke.setupBaseR(sent.unsafeArray(), keyPair, INFO))
                .export(binding, AesGcm.KEY_BYTES);
    }
}
