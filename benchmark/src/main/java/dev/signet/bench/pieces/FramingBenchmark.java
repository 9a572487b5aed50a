package dev.signet.bench.pieces;

import dev.signet.contract.FrameReader;
import dev.signet.contract.FrameWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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

/** Putting a batch's records into frames, and taking them out again. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(5)
public class FramingBenchmark {
    private byte[] encoded = {};

    @Setup
    public void encode(BatchOfRecords batch) throws IOException {
        encoded = encodeBatch(batch);
    }

    @Benchmark
    public byte[] encodeBatch(BatchOfRecords batch) throws IOException {
        var body = new ByteArrayOutputStream();
        var frames = new FrameWriter(body);
        frames.head(new byte[0]);
        for (var i = 0; i < batch.size; i++) {
            frames.record(batch.id(i), batch.payload().unsafeArray());
        }
        frames.end();
        return body.toByteArray();
    }

    @Benchmark
    public void decodeBatch(Blackhole sink) throws IOException {
        var frames = new FrameReader(new ByteArrayInputStream(encoded), 1 << 20);
        sink.consume(frames.head());
        for (var next = frames.next(); next.isPresent(); next = frames.next()) {
            sink.consume(next.get());
        }
    }
}
