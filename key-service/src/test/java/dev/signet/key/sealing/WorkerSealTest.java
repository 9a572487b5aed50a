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
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.junit.jupiter.api.Test;

class WorkerSealTest {
    private static final byte[] SECRET = "a private key".getBytes(StandardCharsets.US_ASCII);

    private final Worker worker = new Worker();

    @Test
    void workerOpensWhatWasSealedToIt() throws InvalidCipherTextException {
        assertThat(worker.open(grantedTo(worker, 7), 7)).isEqualTo(SECRET);
    }

    @Test
    void nobodyElseOpensIt() {
        var granted = grantedTo(worker, 7);

        assertThatThrownBy(() -> new Worker().open(granted, 7)).isInstanceOf(InvalidCipherTextException.class);
    }

    @Test
    void itIsNotTheKeyOfAnotherBatch() {
        var granted = grantedTo(worker, 7);

        assertThatThrownBy(() -> worker.open(granted, 8)).isInstanceOf(InvalidCipherTextException.class);
    }

    private static Granted grantedTo(Worker worker, long batch) {
        var lease = LeaseId.random();
        var key = new KeyId("K".repeat(43));
        var sealed = WorkerSeal.seal(
                worker.publicKey(), SECRET, LeaseReply.associatedData(lease, key, 3, new BatchId(batch)));
        return new Granted(lease, key, 3, Algorithm.ED25519, 60_000, sealed.encapsulation(), sealed.ciphertext());
    }
}
