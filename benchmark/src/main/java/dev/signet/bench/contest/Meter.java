package dev.signet.bench.contest;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes the measurement of one run. */
final class Meter {
    private static final Path CPU = Path.of("/proc/stat");
    private static final double TICKS_PER_SECOND = 100;
    private static final int IDLE = 3;
    private static final int IO_WAIT = 4;
    private static final int STATES = 8;
    private static final String PROCESS = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'";

    private final Contestant contestant;
    private final Ground ground;

    Meter(Contestant contestant, Ground ground) {
        this.contestant = contestant;
        this.ground = ground;
    }

    /** Loads, runs, and makes sure that what was to be signed is signed. */
    Measurement measure(int runs) throws Exception {
        contestant.load();
        ground.database().execute("CHECKPOINT");
        System.gc();
        var transactions = transactions();
        var busy = busySeconds();
        var own = ownCpuSeconds();
        var parts = secondsOfParts();
        var start = System.nanoTime();
        contestant.run();
        var seconds = (System.nanoTime() - start) / 1e9;
        var cpu = busySeconds() - busy;
        var ownCpu = ownCpuSeconds() - own;
        var ofParts = ProcessorTime.between(parts, secondsOfParts());
        var written = transactions() - transactions;
        contestant.settle();
        check(runs);
        System.gc();
        var slowestPage = contestant.slowestPageMillis();
        var others = contestant.memory();
        return others.isEmpty()
                ? new Measurement(seconds, cpu, ownCpu, Map.of(), written, heapBytes(), slowestPage, List.of(memory()))
                : new Measurement(seconds, cpu, 0, ofParts, written, 0, slowestPage, others);
    }

    private Map<String, Double> secondsOfParts() throws SQLException {
        var parts = new HashMap<>(contestant.processorSeconds());
        if (!parts.isEmpty()) {
            parts.putAll(ProcessorTime.ofServers(ground.database().number(PROCESS)));
        }
        return parts;
    }

    private static long heapBytes() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private Memory memory() throws IOException {
        return ground.collections().read("", ProcessHandle.current().pid());
    }

    private void check(int runs) throws Exception {
        var signed = contestant.signatures();
        var wanted = (long) runs * ground.workload().records();
        if (signed >= 0 && signed != wanted) {
            throw new IllegalStateException(
                    "%d signatures are stored where there should be %d".formatted(signed, wanted));
        }
    }

    // Only what writes takes a transaction id.
    private long transactions() throws SQLException {
        return ground.database().number("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
    }

    private static double ownCpuSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
    }

    private static double busySeconds() throws IOException {
        if (!Files.isReadable(CPU)) {
            return 0;
        }
        try (var lines = Files.lines(CPU)) {
            var states =
                    lines.findFirst().orElseThrow().replaceFirst("cpu +", "").split(" ");
            var ticks = Arrays.stream(states)
                    .limit(STATES)
                    .mapToLong(Long::parseLong)
                    .toArray();
            return (Arrays.stream(ticks).sum() - ticks[IDLE] - ticks[IO_WAIT]) / TICKS_PER_SECOND;
        }
    }
}
