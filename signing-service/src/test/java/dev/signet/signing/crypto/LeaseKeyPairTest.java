package dev.signet.signing.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.contract.Algorithm;
import dev.signet.contract.BatchId;
import dev.signet.contract.Bytes;
import dev.signet.contract.KeyId;
import dev.signet.contract.LeaseId;
import dev.signet.contract.LeaseReply;
import dev.signet.platform.AesGcm;
import dev.signet.platform.crypto.CannotSign;
import java.util.Optional;
import org.bouncycastle.crypto.hpke.HPKE;
import org.junit.jupiter.api.Test;

class LeaseKeyPairTest {
    private static final BatchId BATCH = new BatchId(7);
    private static final byte[] SECRET = "a private key".getBytes(UTF_8);

    @Test
    void opensWhatWasSealedToItForThisLeaseAndBatch() {
        var pair = new LeaseKeyPair();

        assertThat(pair.open(granted(pair, BATCH), BATCH)).isEqualTo(SECRET);
    }

    @Test
    void keySealedForAnotherBatchIsRefused() {
        var pair = new LeaseKeyPair();
        var grant = granted(pair, new BatchId(8));

        assertThatThrownBy(() -> pair.open(grant, BATCH)).isInstanceOf(CannotSign.class);
    }

    @Test
    void keySealedToAnotherWorkerIsRefused() {
        var grant = granted(new LeaseKeyPair(), BATCH);

        assertThatThrownBy(() -> new LeaseKeyPair().open(grant, BATCH)).isInstanceOf(CannotSign.class);
    }

    @Test
    void garbageIsRefused() {
        var empty = Bytes.wrap(new byte[0]);
        var grant = new LeaseReply.Granted(
                LeaseId.random(),
                new KeyId("k".repeat(43)),
                1,
                Algorithm.ED25519,
                1000,
                empty,
                empty,
                Optional.empty(),
                false);

        assertThatThrownBy(() -> new LeaseKeyPair().open(grant, BATCH)).isInstanceOf(CannotSign.class);
    }

    private static LeaseReply.Granted granted(LeaseKeyPair pair, BatchId sealedFor) {
        var hpke = new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_EXPORT_ONLY);
        var lease = LeaseId.random();
        var key = new KeyId("k".repeat(43));
        var to = hpke.setupBaseS(
                hpke.deserializePublicKey(pair.publicKey().toArray()), LeaseReply.HPKE_INFO.getBytes(US_ASCII));
        var binding = LeaseReply.binding(lease, key, 3, sealedFor);
        var sealed = AesGcm.seal(to.export(binding, AesGcm.KEY_BYTES), SECRET, binding);
        return new LeaseReply.Granted(
                lease,
                key,
                3,
                Algorithm.ED25519,
                1000,
                Bytes.copyOf(to.getEncapsulation()),
                Bytes.wrap(sealed),
                Optional.empty(),
                false);
    }
}
