package dev.signet.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every demo can be told of the Signet that it starts. */
final class SystemOptions {
    @Option(
            names = "--keys",
            paramLabel = "K",
            defaultValue = "100",
            description = "keys to sign with (${DEFAULT-VALUE})")
    int keys;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "100",
            description = "records per batch, 1 to 10000 (${DEFAULT-VALUE})")
    int batchSize;

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
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "port of the dashboard and the REST API (default: a free one)")
    int port;

    @Option(names = "--keep-running", description = "stay up afterwards, until Ctrl-C")
    boolean keepRunning;

    /** Throws with one sentence for the first option that makes no sense. */
    void check(int leastKeys) {
        between("--keys", keys, leastKeys, 10_000);
        between("--batch-size", batchSize, 1, 10_000);
        between("--port", port, 0, 65_535);
        require(isFree(port), "--port %d is in use already; free it, or name another one".formatted(port));
        require(
                database == null || isPostgres(database),
                "--database must look like postgresql://user:password@host:port/name");
        require(
                broker == null || broker.toString().matches("amqps?://.+"),
                "--broker must look like amqp://user:password@host:port/vhost");
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** What can be tried when it is over, ready to be copied. */
    List<String> next(String command, URI console) {
        return keepRunning
                ? List.of(console.toString(), "./signet verify all --server " + console)
                : List.of("./%s --port 8080 --keep-running     # the dashboard and the operator's token stay"
                        .formatted(command));
    }

    private static boolean isPostgres(URI url) {
        return url.toString().matches("(jdbc:)?postgres(ql)?://[^/]+/[^/?]+.*");
    }

    static void between(String option, long value, long least, long most) {
        require(
                value >= least && value <= most,
                "%s must be from %d to %d, not %d".formatted(option, least, most, value));
    }

    static void require(boolean makesSense, String sentence) {
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
