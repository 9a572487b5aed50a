package dev.signet.bench;

import dev.signet.bench.audit.AuditBench;
import dev.signet.bench.contest.Contender;
import dev.signet.bench.contest.Workload;
import dev.signet.bench.intake.IntakeBench;
import dev.signet.bench.pieces.Pieces;
import dev.signet.bench.scale.ScaleBench;
import dev.signet.bench.vault.VaultBench;
import dev.signet.contract.Algorithm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
            "Each has a JVM of its own, so its first run is a cold one; the shortest of all its runs is what counts.",
            "signet bench pieces [JMH's options] measures the pieces that the time goes into, each by itself.",
            "signet bench audit measures the audit log.",
            "signet bench intake measures the intake of messages.",
            "signet bench vault measures the vault.",
            "signet bench scale says what more records per second take."
        })
final class Bench implements Callable<Integer> {
    @Option(
            names = "--records",
            paramLabel = "N",
            split = ",",
            defaultValue = "100000",
            description = "records of each run (${DEFAULT-VALUE})")
    private List<Integer> records = List.of();

    @Option(names = "--keys", paramLabel = "K", split = ",", defaultValue = "100", description = "(${DEFAULT-VALUE})")
    private List<Integer> keys = List.of();

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
            description = "Ed25519, ES256, PS256, ML-DSA-65 (${DEFAULT-VALUE})")
    private List<String> algorithms = List.of();

    @Option(
            names = "--providers",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "auto",
            description =
                    "of the cryptography, for all: accp, bouncycastle, jdk, or auto, the fastest (${DEFAULT-VALUE})")
    private List<String> providers = List.of();

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "4",
            description = "of the limits and the peers (${DEFAULT-VALUE})")
    private int threads;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            split = ",",
            defaultValue = "64",
            description = "batches that each of Signet's workers has under way (${DEFAULT-VALUE})")
    private List<Integer> concurrency = List.of();

    @Option(
            names = "--workers",
            paramLabel = "N",
            split = ",",
            defaultValue = "1",
            description = "signing processes, where there are several processes (${DEFAULT-VALUE})")
    private List<Integer> workers = List.of();

    @Option(
            names = "--commit-millis",
            paramLabel = "MS",
            defaultValue = "0",
            description = "make each flush of the database's log so much slower, as on another disk (${DEFAULT-VALUE})")
    private int commitMillis;

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

    @Option(
            names = "--chart",
            paramLabel = "FILE",
            description = "draw them: as a curve when one thing has three values or more")
    private @Nullable Path chart;

    @Override
    public Integer call() throws Exception {
        var report = new Report();
        try (var server = new Server(commitMillis)) {
            for (var workload : workloads()) {
                System.out.println(Report.title(workload));
                report.add(new Contest(server, workload, only, javaOptions).hold(repeat));
                System.out.println(report.last());
            }
        }
        report.write(json, markdown, chart);
        return 0;
    }

    // Every combination.
    private List<Workload> workloads() {
        var all = new ArrayList<Workload>();
        for (var count : records) {
            for (var keyring : keys) {
                for (var batch : batchSizes) {
                    for (var size : payloadBytes) {
                        all.addAll(ways(count, keyring, batch, size));
                    }
                }
            }
        }
        return all;
    }

    private List<Workload> ways(int count, int keyring, int batch, int size) {
        var ways = new ArrayList<Workload>();
        for (var algorithm : algorithms.stream().map(Algorithm::of).toList()) {
            for (var provider : providers) {
                for (var parallel : concurrency) {
                    for (var processes : workers) {
                        ways.add(new Workload(
                                count, keyring, batch, size, algorithm, provider, threads, parallel, processes));
                    }
                }
            }
        }
        return ways;
    }

    static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals("pieces")) {
            Pieces.run(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        if (args.length > 0 && args[0].equals("audit")) {
            AuditBench.run(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        if (args.length > 0 && args[0].equals("intake")) {
            IntakeBench.run(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        if (args.length > 0 && args[0].equals("vault")) {
            VaultBench.run(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        if (args.length > 0 && args[0].equals("scale")) {
            ScaleBench.run(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }
}
