package dev.signet.standalone;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the intake's demo can be told. */
final class IntakeDemoOptions {
    @Option(
            names = "--messages",
            paramLabel = "N",
            defaultValue = "100000",
            description = "messages to send (${DEFAULT-VALUE})")
    int messages;

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
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "the same one makes the same messages (${DEFAULT-VALUE})")
    long seed;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "an empty PostgreSQL database to use (default: an embedded one)")
    @Nullable URI database;

    @Option(names = "--broker", paramLabel = "URL", description = "a RabbitMQ to use (default: an embedded broker)")
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
    void check() {
        DemoOptions.between("--messages", messages, 1, 10_000_000);
        DemoOptions.between("--keys", keys, 1, 10_000);
        DemoOptions.between("--batch-size", batchSize, 1, 10_000);
        DemoOptions.between("--port", port, 0, 65_535);
        DemoOptions.servers(database, broker);
    }
}
