package dev.signet.bench.pieces;

import dev.signet.bench.transport.OverGrpc;
import dev.signet.bench.transport.OverHttp;
import dev.signet.bench.transport.Transport;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** One call that brings so many bytes and is answered with a few: how services could talk to each other. What decided for HTTP; only by name. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@Threads(2)
public class TransportBenchmark {
    /** What it goes over. */
    @Param({"HTTP", "GRPC"})
    public String over = "";

    /** A lease request; a batch's signatures; a group's. */
    @Param({"200", "10000", "300000"})
    public int bytes;

    private byte[] body = {};
    private Transport transport = Transport.NONE;

    @Setup(Level.Trial)
    public void open() throws Exception {
        body = new byte[bytes];
        new Random(1).nextBytes(body);
        transport = over.equals("GRPC") ? new OverGrpc() : new OverHttp();
    }

    @Benchmark
    public int call() {
        return transport.call(body);
    }

    @TearDown(Level.Trial)
    public void close() {
        transport.close();
    }
}
