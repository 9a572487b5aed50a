package dev.signet.signing.crypto;

import dev.signet.contract.BatchId;
import dev.signet.contract.Bytes;
import dev.signet.contract.LeaseReply;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;

/**
 * The X25519 key pair to which key-service seals a private key (HPKE, RFC 9180). A new one per delivery, so that what was sealed once cannot
 * be opened with what a worker knows later.
 */
public final class LeaseKeyPair {
    private static final byte[] INFO = LeaseReply.HPKE_INFO.getBytes(StandardCharsets.US_ASCII);

    private final HPKE hpke =
            new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
    private final AsymmetricCipherKeyPair keyPair = hpke.generatePrivateKey();

    public Bytes publicKey() {
        return Bytes.wrap(hpke.serializePublicKey(keyPair.getPublic()));
    }

    /** The PKCS#8 private key; the caller wipes it. {@link CannotSign} when it was not sealed for this pair, lease and batch. */
    public byte[] open(LeaseReply.Granted grant, BatchId batchId) {
        var bound = LeaseReply.associatedData(grant.leaseId(), grant.keyId(), grant.token(), batchId);
        try {
            return hpke.setupBaseR(grant.encapsulation().unsafeArray(), keyPair, INFO)
                    .open(bound, grant.sealedKey().unsafeArray());
        } catch (InvalidCipherTextException | IllegalArgumentException | IllegalStateException e) {
            throw new CannotSign("the key of lease %s cannot be opened".formatted(grant.leaseId()), e);
        }
    }
}
