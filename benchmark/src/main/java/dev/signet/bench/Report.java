package dev.signet.bench;

import dev.signet.bench.Contest.Outcome;
import dev.signet.bench.contest.Contender;
import dev.signet.bench.contest.Measurement;
import dev.signet.bench.contest.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The tables of what was measured. What counts is the ratio to the plain loop of the same run. */
final class Report {
    private final List<Outcome> outcomes = new ArrayList<>();

    void add(Outcome outcome) {
        outcomes.add(outcome);
    }

    String last() {
        return table(outcomes.getLast());
    }

    static String title(Workload workload) {
        return "%,d records of %,d bytes, batches of %,d, %,d %s keys, cryptography by %s, %d threads, Signet: %d batches under way in each of %d workers"
                .formatted(
                        workload.records(),
                        workload.payloadBytes(),
                        workload.batchSize(),
                        workload.keys(),
                        workload.algorithm(),
                        workload.provider(),
                        workload.threads(),
                        workload.concurrency(),
                        workload.workers());
    }

    private static String table(Outcome outcome) {
        var bound = outcome.runs().get(Contender.PLAIN_LOOP);
        var lines = new StringBuilder("""
                | | best, s | first, s | : plain loop | records/s | CPU, s | commits per batch | heap, MB | slowest page, ms |
                |---|---|---|---|---|---|---|---|---|
                """);
        outcome.runs().forEach((contender, runs) -> lines.append(row(outcome.workload(), contender, runs, bound)));
        return lines.append(MemoryTable.of(outcome)).toString();
    }

    private static String row(
            Workload workload, Contender contender, List<Measurement> runs, @Nullable List<Measurement> bound) {
        var best = best(runs);
        return "| %s | %.3f | %.3f | %s | %,.0f | %.2f | %.2f | %s | %s |%n"
                .formatted(
                        contender.title(),
                        best.seconds(),
                        runs.getFirst().seconds(),
                        bound == null
                                ? "–"
                                : "%.2f".formatted(best.seconds() / best(bound).seconds()),
                        workload.records() / best.seconds(),
                        best.cpuSeconds(),
                        (double) best.transactions() / workload.batches(),
                        best.heapBytes() == 0 ? "–" : Long.toString(best.heapBytes() >> 20),
                        best.slowestPageMillis() == 0 ? "–" : "%.1f".formatted(best.slowestPageMillis()));
    }

    /** The shortest run. */
    static Measurement best(List<Measurement> runs) {
        return runs.stream().min(Comparator.comparing(Measurement::seconds)).orElseThrow();
    }

    void write(@Nullable Path json, @Nullable Path markdown, @Nullable Path chart) throws IOException {
        if (chart != null) {
            Files.writeString(chart, Pictures.svg(outcomes));
        }
        if (json != null) {
            JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), outcomes);
        }
        if (markdown != null) {
            var text = outcomes.stream()
                    .map(outcome -> "**" + title(outcome.workload()) + "**\n\n" + table(outcome))
                    .collect(Collectors.joining("\n"));
            Files.writeString(markdown, text);
        }
    }
}
