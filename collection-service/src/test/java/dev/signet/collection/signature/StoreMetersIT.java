package dev.signet.collection.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.collection.Protocol;
import dev.signet.contract.Algorithm;
import dev.signet.contract.Bytes;
import dev.signet.contract.FrameReader.Frame;
import dev.signet.contract.KeyId;
import dev.signet.contract.LeaseId;
import dev.signet.contract.RecordId;
import dev.signet.contract.StoreSignatures;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreMetersIT {
    private final Protocol protocol = Protocol.start();
    private final SignatureStore signatures = protocol.get(SignatureStore.class);

    @AfterEach
    void close() {
        protocol.close();
    }

    @Test
    void storeIsCountedOnceHoweverOftenItIsRepeated() {
        var set = signedBatch();

        signatures.store(List.of(set));
        signatures.store(List.of(set));

        assertThat(counted("signet.records.signed")).isEqualTo(3);
        assertThat(counted("signet.batches.signed")).isEqualTo(1);
    }

    @Test
    void storeThatIsRolledBackIsNotCounted() {
        var set = signedBatch();

        assertThatThrownBy(() -> protocol.inTransaction(() -> {
                    signatures.store(List.of(set));
                    throw new IllegalStateException("the database goes away");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(counted("signet.records.signed")).isZero();
    }

    private SignatureSet signedBatch() {
        var batch = protocol.batch(3);
        var use = new StoreSignatures(batch, LeaseId.random(), new KeyId("A".repeat(43)), 1, Algorithm.ED25519);
        return new SignatureSet(
                use,
                LongStream.of(protocol.recordIdsOf(batch))
                        .mapToObj(id -> new Frame(new RecordId(id), Bytes.copyOf(new byte[64])))
                        .toList());
    }

    private double counted(String name) {
        return protocol.get(MeterRegistry.class).get(name).counter().count();
    }
}
