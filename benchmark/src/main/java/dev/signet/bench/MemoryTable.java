package dev.signet.bench;

import static java.util.stream.Collectors.groupingBy;

import dev.signet.bench.Contest.Outcome;
import dev.signet.bench.contest.Measurement;
import dev.signet.bench.contest.Memory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** What each JVM took, the most of all runs; of several signing processes, the one that took the most. */
final class MemoryTable {
    private MemoryTable() {}

    static String of(Outcome outcome) {
        var lines = new StringBuilder("""

                | JVM | resident at most, MB | heap after a collection at most, MB | heap after the runs, MB |
                |---|---|---|---|
                """);
        outcome.runs()
                .forEach((contender, runs) -> byService(runs)
                        .forEach((service, memory) -> lines.append(row(
                                service.isEmpty() ? contender.title() : contender.title() + ": " + service, memory))));
        return lines.toString();
    }

    private static LinkedHashMap<String, List<Memory>> byService(List<Measurement> runs) {
        return runs.stream()
                .flatMap(run -> run.memory().stream())
                .collect(groupingBy(Memory::service, LinkedHashMap::new, Collectors.toList()));
    }

    private static String row(String jvm, List<Memory> memory) {
        return "| %s | %d | %d | %d |%n"
                .formatted(
                        jvm,
                        most(memory, Memory::residentBytes),
                        most(memory, Memory::heapBytes),
                        most(memory, Memory::liveBytes));
    }

    private static long most(List<Memory> memory, ToLongFunction<Memory> bytes) {
        return memory.stream().mapToLong(bytes).max().orElse(0) >> 20;
    }
}
