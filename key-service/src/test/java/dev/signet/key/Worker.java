package dev.signet.key;

import dev.signet.contract.BatchId;
import dev.signet.contract.Bytes;
import dev.signet.contract.LeaseReply;
import dev.signet.contract.LeaseReply.Granted;
import dev.signet.contract.LeaseRequest;
import dev.signet.contract.RequestId;
import dev.signet.platform.AesGcm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.crypto.AEADBadTagException;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.hpke.HPKE;

/** A worker's side of the lease call. */
public final class Worker {
    private static final HPKE HPKE_SUITE =
            new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_EXPORT_ONLY);

    private final AsymmetricCipherKeyPair keyPair = HPKE_SUITE.generatePrivateKey();

    public Bytes publicKey() {
        return Bytes.wrap(HPKE_SUITE.serializePublicKey(keyPair.getPublic()));
    }

    public LeaseRequest request(long batch, long waitMillis) {
        return new LeaseRequest(RequestId.random(), new BatchId(batch), "worker", publicKey(), waitMillis);
    }

    /** The body of a call for this one alone. */
    public LeaseRequest.Group call(long batch, long waitMillis) {
        return new LeaseRequest.Group(List.of(request(batch, waitMillis)));
    }

    /** The private key that was sealed to this worker for this batch. */
    public byte[] open(Granted granted, long batch) throws AEADBadTagException {
        var info = LeaseReply.HPKE_INFO.getBytes(StandardCharsets.US_ASCII);
        var binding = LeaseReply.binding(granted.leaseId(), granted.keyId(), granted.token(), new BatchId(batch));
        var key = HPKE_SUITE
                .setupBaseR(granted.encapsulation().toArray(), keyPair, info)
                .export(binding, AesGcm.KEY_BYTES);
        return AesGcm.open(key, granted.sealedKey().toArray(), binding);
    }
}
