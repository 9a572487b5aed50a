package dev.signet.bench.contest;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The processor time that the servers of this benchmark have taken, by their names. */
final class ProcessorTime {
    private static final String BROKER = "/beam.smp";

    private ProcessorTime() {}

    /** @param ofDatabase any process of PostgreSQL that stays: all are children of one */
    static Map<String, Double> ofServers(long ofDatabase) {
        return Map.of("PostgreSQL", seconds(database(ofDatabase)), "RabbitMQ", seconds(brokers()));
    }

    private static Stream<ProcessHandle> database(long pid) {
        return ProcessHandle.of(pid).flatMap(ProcessHandle::parent).stream()
                .flatMap(server -> Stream.concat(Stream.of(server), server.children()));
    }

    private static Stream<ProcessHandle> brokers() {
        return ProcessHandle.current().parent().stream()
                .flatMap(ProcessHandle::descendants)
                .filter(process -> process.info().command().orElse("").endsWith(BROKER));
    }

    private static double seconds(Stream<ProcessHandle> processes) {
        return processes
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .mapToDouble(time -> time.toMillis() / 1e3)
                .sum();
    }

    static Map<String, Double> between(Map<String, Double> before, Map<String, Double> after) {
        var taken = new HashMap<String, Double>();
        after.forEach((name, seconds) -> taken.put(name, Math.max(0, seconds - before.getOrDefault(name, 0.0))));
        return taken;
    }
}
