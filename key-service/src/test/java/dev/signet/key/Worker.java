package dev.signet.key;

import dev.signet.contract.BatchId;
import dev.signet.contract.Bytes;
import dev.signet.contract.Envelope;
import dev.signet.contract.KeyringName;
import dev.signet.contract.LeaseReply;
import dev.signet.contract.LeaseReply.Granted;
import dev.signet.contract.LeaseRequest;
import dev.signet.contract.RequestId;
import dev.signet.contract.Statement.Order;
import dev.signet.platform.AesGcm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.AEADBadTagException;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.hpke.HPKE;

/** A worker's side of the lease call. */
public final class Worker {
    private static final HPKE HPKE_SUITE =
            new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_EXPORT_ONLY);

    private static final AtomicInteger LAST_ATTEMPT = new AtomicInteger();

    private final AsymmetricCipherKeyPair keyPair = HPKE_SUITE.generatePrivateKey();

    public Bytes publicKey() {
        return Bytes.wrap(HPKE_SUITE.serializePublicKey(keyPair.getPublic()));
    }

    /** Upon an order of its own, newer than all before. */
    public LeaseRequest request(long batch, long waitMillis) {
        return request(new Order(new BatchId(batch), LAST_ATTEMPT.incrementAndGet()), waitMillis);
    }

    /** The same for one of this keyring's keys. */
    public LeaseRequest request(KeyringName keyring, long batch, long waitMillis) {
        return request(new Order(new BatchId(batch), LAST_ATTEMPT.incrementAndGet(), Optional.of(keyring)), waitMillis);
    }

    /** Upon this order. */
    public LeaseRequest request(Order order, long waitMillis) {
        return request(order, waitMillis, Optional.of(Issuers.DISPATCHER.sign(order)));
    }

    /** With something for an order. */
    public LeaseRequest request(Order said, long waitMillis, Optional<Envelope> order) {
        var request = new LeaseRequest(
                RequestId.random(), said.batchId(), said.attempt(), "worker", publicKey(), waitMillis, order);
        return said.keyring().map(request::withKeyring).orElse(request);
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
