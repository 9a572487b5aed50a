package dev.signet.bench.pieces;

import dev.signet.contract.Algorithm;
import dev.signet.contract.KeyId;
import dev.signet.platform.crypto.RecordSigners;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Opening an Ed25519 key and signing a batch with it, by the provider that Signet would choose here. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(5)
public class SigningBenchmark {
    private final RecordSigners signers = RecordSigners.fastest();
    private byte[] key = {};

    @Setup
    public void generateKey() throws NoSuchAlgorithmException {
        key = KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
    }

    @Benchmark
    public void signBatch(BatchOfRecords batch, Blackhole sink) {
        var signer = signers.open(Algorithm.ED25519, new KeyId("A".repeat(43)), key);
        for (var i = 0; i < batch.size; i++) {
            sink.consume(signer.sign(batch.id(i), batch.payload()));
        }
    }
}
