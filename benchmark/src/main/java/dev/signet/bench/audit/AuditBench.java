package dev.signet.bench.audit;

import dev.signet.bench.contest.Database;
import dev.signet.embedded.Directories;
import dev.signet.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code signet bench audit}: how many events a second, in turns, on one PostgreSQL with its durability on. */
@Command(
        name = "signet bench audit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures how many events a second are acknowledged as committed: by audit-service, brought in batches and one by",
            "one, and by single inserts of whole documents into the same PostgreSQL. In turns, each time into an empty database."
        })
public final class AuditBench implements Callable<Integer> {
    private enum Way {
        BATCHES("audit-service, in batches"),
        ONE_BY_ONE("audit-service, one by one"),
        SINGLE_INSERTS("single inserts of documents");

        private final String title;

        Way(String title) {
            this.title = title;
        }
    }

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "200000",
            description = "in batches (${DEFAULT-VALUE})")
    private long events;

    @Option(names = "--single", paramLabel = "N", defaultValue = "50000", description = "one by one (${DEFAULT-VALUE})")
    private long single;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "1000",
            description = "events in a batch (${DEFAULT-VALUE})")
    private int batch;

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "4",
            description = "that bring batches (${DEFAULT-VALUE})")
    private int clients;

    @Option(
            names = "--single-clients",
            paramLabel = "N",
            defaultValue = "64",
            description = "that bring one by one (${DEFAULT-VALUE})")
    private int singleClients;

    @Option(names = "--only", paramLabel = "NAME", split = ",", description = "${COMPLETION-CANDIDATES} (default: all)")
    private Set<Way> only = EnumSet.allOf(Way.class);

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "3",
            description = "runs of each; the fastest counts (${DEFAULT-VALUE})")
    private int repeat;

    @Option(
            names = "--search",
            description = "afterwards, measure the first page of searches among the events brought in batches")
    private boolean search;

    @Option(
            names = "--postgres-setting",
            paramLabel = "NAME=VALUE",
            description = "of PostgreSQL, such as shared_buffers=4GB; can be repeated")
    private List<String> settings = List.of();

    private final Map<Way, Double> fastest = new EnumMap<>(Way.class);
    private int databases;

    @Override
    public Integer call() throws Exception {
        try (var server = EmbeddedPostgres.start(settings)) {
            for (var round = 0; round < repeat; round++) {
                for (var way : only) {
                    measure(way, server);
                }
            }
        }
        var slowest =
                fastest.values().stream().mapToDouble(Double::doubleValue).min().orElse(1);
        fastest.forEach(
                (way, rate) -> System.out.printf("%-30s %,9.0f events/s   × %.1f%n", way.title, rate, rate / slowest));
        return 0;
    }

    private void measure(Way way, EmbeddedPostgres server) throws Exception {
        var database = new Database(server.createDatabase("audit_" + databases++), server.user(), server.password());
        var rate = switch (way) {
            case BATCHES -> throughService(database, new Load(events, clients, batch), search);
            case ONE_BY_ONE -> throughService(database, new Load(single, singleClients, 1), false);
            case SINGLE_INSERTS -> new Load(single, singleClients, 1).run(SingleInserts.into(database));
        };
        System.out.printf("  %-28s %,9.0f events/s%n", way.title, rate);
        fastest.merge(way, rate, Math::max);
    }

    private static double throughService(Database database, Load load, boolean search) throws Exception {
        var home = Files.createTempDirectory("signet-bench-audit-");
        try (var service = new AuditService(database, home)) {
            var rate = load.run(() -> new OverHttp(service.uri()));
            if (search) {
                System.out.println(new FirstPages(service.uri()).measured());
            }
            return rate;
        } finally {
            Directories.delete(home);
        }
    }

    /** Ends the process. */
    public static void run(String... args) {
        System.exit(new CommandLine(new AuditBench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }
}
