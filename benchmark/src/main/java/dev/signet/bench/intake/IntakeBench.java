package dev.signet.bench.intake;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.signet.bench.contest.Database;
import dev.signet.embedded.Directories;
import dev.signet.embedded.EmbeddedBroker;
import dev.signet.embedded.EmbeddedPostgres;
import dev.signet.testing.RabbitNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code signet bench intake}: how many messages a second, in turns, from one broker into one PostgreSQL with its durability on. */
@Command(
        name = "signet bench intake",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures how many messages a second are stored and acknowledged, from a queue that was filled before: logins that",
            "are checked, masked and counted; the same stored as they stand; and by a plain loop that copies them into a table.",
            "A private RabbitMQ brings them, or the embedded broker where none is installed."
        })
public final class IntakeBench implements Callable<Integer> {
    private enum Way {
        LOGINS("logins, masked"),
        AS_THEY_STAND("stored as they stand"),
        PLAIN_LOOP("plain loop, no guarantees");

        private final String title;

        Way(String title) {
            this.title = title;
        }
    }

    @Option(
            names = "--messages",
            paramLabel = "N",
            defaultValue = "100000",
            description = "of each run (${DEFAULT-VALUE})")
    private int messages;

    @Option(names = "--only", paramLabel = "NAME", split = ",", description = "${COMPLETION-CANDIDATES} (default: all)")
    private Set<Way> only = EnumSet.allOf(Way.class);

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "5",
            description = "runs of each; the fastest counts (${DEFAULT-VALUE})")
    private int repeat;

    @Option(names = "--embedded", description = "use the embedded broker though there is a RabbitMQ")
    private boolean embedded;

    private final Map<Way, Double> fastest = new EnumMap<>(Way.class);

    @Override
    public Integer call() throws Exception {
        if (embedded || !RabbitNode.isInstalled()) {
            try (var broker = EmbeddedBroker.start()) {
                measure(broker.amqpUri(), "embedded");
            }
        } else {
            try (var broker = RabbitNode.start()) {
                measure(broker.amqpUri(), "rabbitmq");
            }
        }
        var bound = fastest.getOrDefault(Way.PLAIN_LOOP, Double.NaN);
        fastest.forEach((way, rate) ->
                System.out.printf("%-28s %,9.0f messages/s   plain loop × %.2f%n", way.title, rate, rate / bound));
        return 0;
    }

    private void measure(String amqpUri, String profile) throws Exception {
        var home = Files.createTempDirectory("signet-bench-intake-");
        var connections = new ConnectionFactory();
        connections.setUri(amqpUri);
        try (var server = EmbeddedPostgres.start();
                var connection = connections.newConnection()) {
            measure(server, connection, amqpUri, profile, home);
        } finally {
            Directories.delete(home);
        }
    }

    private void measure(EmbeddedPostgres server, Connection broker, String amqpUri, String profile, Path home)
            throws Exception {
        Map<String, Object> queue = profile.equals("embedded") ? Map.of() : Map.of("x-queue-type", "quorum");
        try (var sender = new Sender(broker);
                var loop = new PlainLoop(database(server, "loop"), broker, queue);
                var service = new IntakeService(database(server, "signet"), amqpUri, profile, home)) {
            for (var round = 0; round < repeat; round++) {
                for (var way : only) {
                    var seconds = switch (way) {
                        case LOGINS -> service.run(sender, messages, "intake.login");
                        case AS_THEY_STAND -> service.run(sender, messages, "");
                        case PLAIN_LOOP -> loop.run(sender, messages);
                    };
                    System.out.printf("  %-26s %,9.0f messages/s%n", way.title, messages / seconds);
                    fastest.merge(way, messages / seconds, Math::max);
                }
            }
        }
    }

    private static Database database(EmbeddedPostgres server, String name) {
        return new Database(server.createDatabase(name), server.user(), server.password());
    }

    /** Ends the process. */
    public static void run(String... args) {
        System.exit(new CommandLine(new IntakeBench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }
}
