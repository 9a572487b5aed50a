package dev.signet.bench;

import dev.signet.bench.Contest.Outcome;
import dev.signet.bench.chart.BarChart;
import dev.signet.bench.chart.LineChart;
import dev.signet.bench.contest.Workload;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Draws outcomes: as a curve when one thing varies between at least three workloads, otherwise as bars. */
final class Pictures {
    private static final double MICROS = 1e6;
    private static final int ENOUGH_FOR_A_CURVE = 3;

    private Pictures() {}

    /** What a workload may vary in. */
    private record Axis(String title, ToIntFunction<Workload> value) {}

    private static final List<Axis> AXES = List.of(
            new Axis("records", Workload::records),
            new Axis("keys", Workload::keys),
            new Axis("records per batch", Workload::batchSize),
            new Axis("bytes per record", Workload::payloadBytes),
            new Axis("batches under way", Workload::concurrency),
            new Axis("workers", Workload::workers));

    static String svg(List<Outcome> outcomes) {
        return varying(outcomes).map(axis -> curve(outcomes, axis)).orElseGet(() -> bars(outcomes));
    }

    private static Optional<Axis> varying(List<Outcome> outcomes) {
        return AXES.stream()
                .filter(axis -> values(outcomes, axis).distinct().count() >= ENOUGH_FOR_A_CURVE)
                .findFirst();
    }

    private static Stream<Integer> values(List<Outcome> outcomes, Axis axis) {
        return outcomes.stream().map(outcome -> axis.value().applyAsInt(outcome.workload()));
    }

    private static String curve(List<Outcome> outcomes, Axis axis) {
        var chart = new LineChart(axis.title(), "µs/record");
        for (var outcome : outcomes) {
            var workload = outcome.workload();
            outcome.runs()
                    .forEach((contender, runs) -> chart.add(
                            contender.title(),
                            axis.value().applyAsInt(workload),
                            Report.best(runs).seconds() * MICROS / workload.records()));
        }
        return chart.svg();
    }

    private static String bars(List<Outcome> outcomes) {
        var chart = new BarChart("s");
        for (var outcome : outcomes) {
            outcome.runs()
                    .forEach((contender, runs) -> chart.add(
                            Report.title(outcome.workload()),
                            contender.title(),
                            Report.best(runs).seconds()));
        }
        return chart.svg();
    }
}
