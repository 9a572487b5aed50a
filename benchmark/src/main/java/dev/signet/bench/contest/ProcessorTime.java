package dev.signet.bench.contest;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The processor time that the servers have taken which this benchmark has started, by their names. */
final class ProcessorTime {
    private static final Map<String, String> SERVERS = Map.of("postgres", "PostgreSQL", "beam.smp", "RabbitMQ");

    private ProcessorTime() {}

    static Map<String, Double> ofServers() {
        var seconds = new HashMap<String, Double>();
        ProcessHandle.current().parent().ifPresent(bench -> bench.descendants()
                .forEach(process -> name(process).ifPresent(name -> seconds.merge(name, seconds(process), Double::sum))));
        return seconds;
    }

    private static Optional<String> name(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.substring(command.lastIndexOf('/') + 1))
                .map(SERVERS::get);
    }

    /** Of a process that has ended, none. */
    static double seconds(ProcessHandle process) {
        return process.info().totalCpuDuration().map(time -> time.toMillis() / 1e3).orElse(0.0);
    }

    static Map<String, Double> between(Map<String, Double> before, Map<String, Double> after) {
        var taken = new HashMap<String, Double>();
        after.forEach((name, seconds) -> taken.put(name, Math.max(0, seconds - before.getOrDefault(name, 0.0))));
        return taken;
    }
}
