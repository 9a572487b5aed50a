package dev.signet.key.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.contract.Algorithm;
import dev.signet.contract.BatchId;
import dev.signet.contract.KeyId;
import dev.signet.contract.LeaseId;
import dev.signet.contract.LeaseReply;
import dev.signet.contract.LeaseReply.Granted;
import dev.signet.key.Worker;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.Test;

class WorkerSealTest {
    private static final byte[] SECRET = "a private key".getBytes(StandardCharsets.US_ASCII);

    private final Worker worker = new Worker();

    @Test
    void workerOpensWhatWasSealedToIt() throws AEADBadTagException {
        assertThat(worker.open(grantedTo(worker, 7), 7)).isEqualTo(SECRET);
    }

    @Test
    void nobodyElseOpensIt() {
        var granted = grantedTo(worker, 7);

        assertThatThrownBy(() -> new Worker().open(granted, 7)).isInstanceOf(AEADBadTagException.class);
    }

    @Test
    void itIsNotTheKeyOfAnotherBatch() {
        var granted = grantedTo(worker, 7);

        assertThatThrownBy(() -> worker.open(granted, 8)).isInstanceOf(AEADBadTagException.class);
    }

    @Test
    void leasesOfOneCallShareAnEncapsulationButNoKey() throws AEADBadTagException {
        var seal = WorkerSeal.to(worker.publicKey());
        var one = granted(seal, 7);
        var other = granted(seal, 8);

        assertThat(other.encapsulation()).isEqualTo(one.encapsulation());
        assertThat(worker.open(other, 8)).isEqualTo(SECRET);
        assertThat(worker.open(one, 7)).isEqualTo(SECRET);
        assertThatThrownBy(() -> worker.open(withKeyOf(other, one), 7)).isInstanceOf(AEADBadTagException.class);
    }

    private static Granted withKeyOf(Granted other, Granted one) {
        return new Granted(
                one.leaseId(),
                one.keyId(),
                one.token(),
                one.algorithm(),
                60_000,
                one.encapsulation(),
                other.sealedKey(),
                Optional.empty(),
                false);
    }

    private static Granted grantedTo(Worker worker, long batch) {
        return granted(WorkerSeal.to(worker.publicKey()), batch);
    }

    private static Granted granted(WorkerSeal seal, long batch) {
        var lease = LeaseId.random();
        var key = new KeyId("K".repeat(43));
        var sealed = seal.seal(SECRET, LeaseReply.binding(lease, key, 3, new BatchId(batch)));
        return new Granted(
                lease,
                key,
                3,
                Algorithm.ED25519,
                60_000,
                sealed.encapsulation(),
                sealed.ciphertext(),
                Optional.empty(),
                false);
    }
}
