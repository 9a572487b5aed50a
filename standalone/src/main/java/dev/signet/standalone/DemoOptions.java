package dev.signet.standalone;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the demo can be told. Each option is checked before anything is started. */
final class DemoOptions {
    private static final List<String> ALGORITHMS = List.of("Ed25519", "ES256", "PS256");

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "100000",
            description = "records to sign (${DEFAULT-VALUE})")
    int records;

    @Option(
            names = "--keys",
            paramLabel = "K",
            defaultValue = "100",
            description = "keys to sign them with (${DEFAULT-VALUE})")
    int keys;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "100",
            description = "records per batch, 1 to 10000 (${DEFAULT-VALUE})")
    int batchSize;

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
            description = "Ed25519, ES256 or PS256 (${DEFAULT-VALUE})")
    String algorithm = "Ed25519";

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "64",
            description = "batches under way at the same time (${DEFAULT-VALUE})")
    int concurrency;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description =
                    "an empty PostgreSQL database to use, postgresql://user:password@host:port/name (default: an embedded one)")
    @Nullable URI database;

    @Option(
            names = "--broker",
            paramLabel = "URL",
            description = "a RabbitMQ to use, amqp://user:password@host:port/vhost (default: an embedded broker)")
    @Nullable URI broker;

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

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "port of the dashboard and the REST API (default: a free one)")
    int port;

    @Option(names = "--keep-running", description = "stay up after the run, until Ctrl-C")
    boolean keepRunning;

    /** Throws with one sentence for the first option that makes no sense. */
    void check() {
        between("--records", records, 0, 100_000_000);
        between("--keys", keys, 0, 10_000);
        between("--batch-size", batchSize, 1, 10_000);
        between("--payload-bytes", payloadBytes, 2, 1 << 20);
        between("--concurrency", concurrency, 1, 256);
        between("--port", port, 0, 65_535);
        require(
                records == 0 || keys > 0,
                "--keys 0 leaves nothing to sign %d records with; give at least 1".formatted(records));
        require(
                ALGORITHMS.stream().anyMatch(algorithm::equalsIgnoreCase),
                "--algorithm %s is not known; choose one of %s".formatted(algorithm, String.join(", ", ALGORITHMS)));
        servers(database, broker);
        require(
                dataDir == null || database == null || broker == null,
                "--data-dir has nothing to keep when --database and --broker are both given");
    }

    static void servers(@Nullable URI database, @Nullable URI broker) {
        require(
                database == null || isPostgres(database),
                "--database must look like postgresql://user:password@host:port/name");
        require(
                broker == null || broker.toString().matches("amqps?://.+"),
                "--broker must look like amqp://user:password@host:port/vhost");
    }

    private static boolean isPostgres(URI url) {
        return url.toString().matches("(jdbc:)?postgres(ql)?://[^/]+/[^/?]+.*");
    }

    static void between(String option, long value, long least, long most) {
        require(
                value >= least && value <= most,
                "%s must be from %d to %d, not %d".formatted(option, least, most, value));
    }

    private static void require(boolean makesSense, String sentence) {
        if (!makesSense) {
            throw new BadOption(sentence);
        }
    }

    /** An option that makes no sense; the message says what would. */
    static final class BadOption extends RuntimeException {
        private static final long serialVersionUID = 1;

        BadOption(String sentence) {
            super(sentence);
        }
    }
}
