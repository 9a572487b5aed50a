package dev.signet.bench.scale;

import dev.signet.bench.chart.LineChart;
import dev.signet.bench.contest.Contender;
import dev.signet.bench.scale.Sizing.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code signet bench scale}: what so many records per second take, by a simulation that is fed with what was measured. */
@Command(
        name = "signet bench scale",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Simulates the queues between the services, each on machines of its own, and says how many processors and keys so many records per"
                    + " second take, and what is busiest then.",
            "What a batch costs each service is measured: signet bench --only SIGNET_PROCESSES_VERIFYING --batch-sizes 100,300,1000 --json FILE.",
            "First it simulates the machine that was measured, so that one sees how far it is to be believed."
        })
public final class ScaleBench implements Callable<Integer> {
    private static final int BATCHES = 50_000;

    @Option(
            names = "--runs",
            paramLabel = "FILE",
            required = true,
            description = "what signet bench --json has written")
    private Path runs = Path.of("");

    @Option(
            names = "--contender",
            defaultValue = "SIGNET_PROCESSES_VERIFYING",
            description = "whose runs (${DEFAULT-VALUE})")
    private Contender contender = Contender.SIGNET_PROCESSES_VERIFYING;

    @Option(
            names = "--rates",
            paramLabel = "N",
            split = ",",
            defaultValue = "10000,30000,100000,300000,1000000",
            description = "records per second (${DEFAULT-VALUE})")
    private List<Integer> rates = List.of();

    @Option(names = "--batch-size", paramLabel = "N", defaultValue = "1000", description = "(${DEFAULT-VALUE})")
    private int batchSize;

    @Option(
            names = "--commit-millis",
            paramLabel = "MS",
            defaultValue = "2",
            description = "that a commit takes there (${DEFAULT-VALUE})")
    private double commitMillis;

    @Option(
            names = "--largest-machine",
            paramLabel = "N",
            defaultValue = "64",
            description = "processors that one machine can have (${DEFAULT-VALUE})")
    private int largestMachine;

    @Option(
            names = "--price",
            paramLabel = "P",
            defaultValue = "0.04",
            description = "of one processor for an hour (${DEFAULT-VALUE})")
    private double price;

    @Option(
            names = "--processors",
            paramLabel = "N",
            defaultValue = "2",
            description = "of the machine that was measured (${DEFAULT-VALUE})")
    private int processors;

    @Option(names = "--chart", paramLabel = "FILE", description = "draw what was measured and what is simulated")
    private @Nullable Path chart;

    public static void run(String[] args) {
        System.exit(new CommandLine(new ScaleBench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws IOException {
        var measured = Measured.in(runs, contender);
        var demands = Measured.demands(measured);
        printDemands(demands);
        compare(measured, demands);
        var sizing = new Sizing(demands, largestMachine);
        System.out.printf("%n| records/s | %s | keys | busiest | s per batch | processors | per hour |%n", titles());
        System.out.println("|---".repeat(Station.values().length + 6) + "|");
        for (var rate : rates) {
            print(rate, sizing.of(rate, batchSize, commitMillis));
        }
        return 0;
    }

    private static String titles() {
        return Arrays.stream(Station.values()).map(Station::title).collect(Collectors.joining(" | "));
    }

    private static void printDemands(Map<Station, Demand> demands) {
        System.out.println("| processor time of | ms per batch | and µs per record |\n|---|---|---|");
        demands.forEach((station, demand) -> System.out.printf(
                "| %s | %.2f | %.2f |%n", station.title(), demand.perBatchMillis(), demand.perRecordMicros()));
    }

    private void compare(List<Measured> measured, Map<Station, Demand> demands) throws IOException {
        System.out.println("\n| batches of | records/s measured | simulated |\n|---|---|---|");
        var drawn = new LineChart("records per batch", "records/s");
        for (var one : measured) {
            var plant = Plant.together(processors, one.keys(), one.underWay(), one.batchSize());
            var simulated = Simulation.of(plant, demands, BATCHES).recordsPerSecond();
            System.out.printf("| %,d | %,.0f | %,.0f |%n", one.batchSize(), one.recordsPerSecond(), simulated);
            drawn.add("measured", one.batchSize(), one.recordsPerSecond());
            drawn.add("simulated", one.batchSize(), simulated);
        }
        if (chart != null) {
            Files.writeString(chart, drawn.svg());
        }
    }

    private void print(int rate, Size size) {
        var cells = new ArrayList<String>();
        for (var station : Station.values()) {
            cells.add(Integer.toString(size.plant().of(station).processors()));
        }
        var busiest = size.outcome().busiest().stations().iterator().next();
        System.out.printf(
                "| %,d%s | %s | %,d | %s, %.0f %% | %.3f | %,d | %.2f |%n",
                rate,
                size.isEnough()
                        ? ""
                        : " (no more than %,.0f)".formatted(size.outcome().recordsPerSecond()),
                String.join(" | ", cells),
                size.plant().keys(),
                busiest.title(),
                size.outcome().load().getOrDefault(size.outcome().busiest(), 0.0) * 100,
                size.outcome().secondsPerBatch(),
                size.plant().processors(),
                size.plant().processors() * price);
    }
}
