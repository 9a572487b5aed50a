package dev.signet.bench.pieces;

import dev.signet.contract.Bytes;
import dev.signet.contract.RecordId;
import java.util.Random;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A batch as the benchmark's default workload has it. */
@State(Scope.Benchmark)
public class BatchOfRecords {
    private static final int PAYLOAD_BYTES = 256;

    /** How many records. */
    @Param({"100", "1000"})
    public int size;

    private final Bytes payload = random();

    private static Bytes random() {
        var bytes = new byte[PAYLOAD_BYTES];
        new Random(1).nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    Bytes payload() {
        return payload;
    }

    RecordId id(int index) {
        return new RecordId(index + 1);
    }
}
