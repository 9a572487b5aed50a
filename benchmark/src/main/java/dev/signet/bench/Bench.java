package dev.signet.bench;

import dev.signet.bench.contest.Contender;
import dev.signet.bench.contest.Workload;
import dev.signet.contract.Algorithm;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code signet bench}: all contestants in one run, taking turns, so that what disturbs one disturbs all. */
@Command(
        name = "signet bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures how long Signet and others take to sign and store the same records, on one PostgreSQL, in turns.",
            "Each has a JVM of its own, so its first run is a cold one; the shortest of all its runs is what counts."
        })
final class Bench implements Callable<Integer> {
    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "100000",
            description = "records of each run (${DEFAULT-VALUE})")
    private int records;

    @Option(names = "--keys", paramLabel = "K", defaultValue = "100", description = "keys (${DEFAULT-VALUE})")
    private int keys;

    @Option(
            names = "--batch-sizes",
            paramLabel = "N",
            split = ",",
            defaultValue = "100,1000",
            description = "(${DEFAULT-VALUE})")
    private List<Integer> batchSizes = List.of();

    @Option(
            names = "--payload-bytes",
            paramLabel = "N",
            split = ",",
            defaultValue = "256",
            description = "(${DEFAULT-VALUE})")
    private List<Integer> payloadBytes = List.of();

    @Option(
            names = "--algorithms",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "Ed25519",
            description = "Ed25519, ES256, PS256 (${DEFAULT-VALUE})")
    private List<String> algorithms = List.of();

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            split = ",",
            defaultValue = "4",
            description = "batches signed at once (${DEFAULT-VALUE})")
    private List<Integer> concurrency = List.of();

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "these contestants: ${COMPLETION-CANDIDATES} (default: all)")
    private Set<Contender> only = EnumSet.allOf(Contender.class);

    @Option(names = "--repeat", paramLabel = "N", defaultValue = "5", description = "runs of each (${DEFAULT-VALUE})")
    private int repeat;

    @Option(
            names = "--java-opts",
            paramLabel = "OPTION",
            split = " ",
            defaultValue = "-XX:+UseSerialGC",
            description = "for every JVM (${DEFAULT-VALUE})")
    private List<String> javaOptions = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "write every run")
    private @Nullable Path json;

    @Option(names = "--markdown", paramLabel = "FILE", description = "write the tables")
    private @Nullable Path markdown;

    @Override
    public Integer call() throws Exception {
        var report = new Report();
        try (var server = new Server()) {
            for (var workload : workloads()) {
                System.out.println(Report.title(workload));
                report.add(new Contest(server, workload, only, javaOptions).hold(repeat));
                System.out.println(report.last());
            }
        }
        report.write(json, markdown);
        return 0;
    }

    private List<Workload> workloads() {
        return algorithms.stream()
                .map(Algorithm::of)
                .flatMap(algorithm -> payloadBytes.stream()
                        .flatMap(size -> batchSizes.stream()
                                .flatMap(batch -> concurrency.stream()
                                        .map(parallel ->
                                                new Workload(records, keys, batch, size, algorithm, parallel)))))
                .toList();
    }

    static void main(String[] args) {
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }
}
