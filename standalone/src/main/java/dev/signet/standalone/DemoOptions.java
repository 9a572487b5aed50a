package dev.signet.standalone;

import static dev.signet.standalone.SystemOptions.between;
import static dev.signet.standalone.SystemOptions.require;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the demo can be told. Each option is checked before anything is started. */
final class DemoOptions {
    private static final List<String> ALGORITHMS = List.of("Ed25519", "ES256", "PS256", "ML-DSA-65");

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "100000",
            description = "records to sign (${DEFAULT-VALUE})")
    int records;

    @Option(
            names = "--payload-bytes",
            paramLabel = "N",
            defaultValue = "256",
            description = "size of each record, 2 to 1048576 (${DEFAULT-VALUE})")
    int payloadBytes;

    @Option(
            names = "--algorithm",
            paramLabel = "NAME",
            defaultValue = "Ed25519",
            description = "Ed25519, ES256, PS256 or ML-DSA-65 (${DEFAULT-VALUE})")
    String algorithm = "Ed25519";

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "64",
            description = "batches under way at the same time (${DEFAULT-VALUE})")
    int concurrency;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "keep everything here; the same command again continues (default: a temporary directory)")
    @Nullable Path dataDir;

    @Option(names = "--report", paramLabel = "FILE", description = "write the figures as JSON")
    @Nullable Path report;

    @Option(
            names = "--export",
            paramLabel = "DIR|FILE.tar.gz",
            description = "write the bundle that proves it all without Signet (signet verify file)")
    @Nullable Path export;

    @Mixin
    final SystemOptions system = new SystemOptions();

    /** Throws with one sentence for the first option that makes no sense. */
    void check() {
        between("--records", records, 0, 100_000_000);
        system.check(0);
        between("--payload-bytes", payloadBytes, 2, 1 << 20);
        between("--concurrency", concurrency, 1, 256);
        require(
                records == 0 || system.keys > 0,
                "--keys 0 leaves nothing to sign %d records with; give at least 1".formatted(records));
        require(
                ALGORITHMS.stream().anyMatch(algorithm::equalsIgnoreCase),
                "--algorithm %s is not known; choose one of %s".formatted(algorithm, String.join(", ", ALGORITHMS)));
        require(
                dataDir == null || system.database == null || system.broker == null,
                "--data-dir has nothing to keep when --database and --broker are both given");
    }
}
