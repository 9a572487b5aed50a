package dev.signet.system.chaos;

import dev.signet.embedded.Directories;
import dev.signet.system.Service;
import dev.signet.system.check.Check;
import dev.signet.system.check.Checks;
import dev.signet.system.check.Evidence;
import dev.signet.system.check.Journal;
import dev.signet.system.check.Payloads;
import dev.signet.system.check.TestKey;
import dev.signet.system.check.Violation;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Records that keep coming to several nodes, all that befalls these meanwhile, and the question whether every promise was kept. */
final class ClusterRound {
    private static final int KEYS = 20;
    private static final Duration STRETCH = Duration.ofSeconds(5);
    private static final Duration CUT_OFF = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Cluster cluster;
    private final SigningPace pace;
    private final Map<String, Duration> pauses = new LinkedHashMap<>();

    private ClusterRound(Cluster cluster, SigningPace pace) {
        this.cluster = cluster;
        this.pace = pace;
    }

    /**
     * What came of it.
     *
     * @param pauses for how long nothing was signed, at most, from each event until the next
     */
    record Verdict(Figures figures, long redispatched, Map<String, Duration> pauses, List<Violation> violations) {
        boolean isGood() {
            return violations.isEmpty();
        }

        @Override
        public String toString() {
            var line = "%s  %s | %,d handed out again | longest without a signature: %s"
                    .formatted(
                            isGood() ? "ok" : "BROKEN",
                            figures,
                            redispatched,
                            pauses.entrySet().stream()
                                    .map(pause -> "%s %.1f s"
                                            .formatted(
                                                    pause.getKey(),
                                                    pause.getValue().toMillis() / 1000.0))
                                    .collect(Collectors.joining(", ")));
            return violations.stream().map(violation -> "\n    " + violation).collect(Collectors.joining("", line, ""));
        }
    }

    static Verdict run(int rate, int workers) throws Exception {
        var cluster = Cluster.make(workers);
        Verdict verdict;
        try (cluster) {
            cluster.start();
            verdict = hold(cluster, rate);
        }
        if (verdict.isGood()) {
            Directories.delete(cluster.home());
        }
        return verdict;
    }

    private static Verdict hold(Cluster cluster, int rate) throws Exception {
        var keys =
                Stream.generate(() -> TestKey.generate("Ed25519")).limit(KEYS).toList();
        var sent = new Payloads();
        var evidence = evidence(cluster, keys, sent);
        Journal.install(evidence.servers());
        new KeyUser(cluster.url(Service.KEYS)).bring(keys);
        var enough = new AtomicBoolean();
        var sending = Thread.startVirtualThread(() -> send(cluster, rate, sent, enough));
        try (var pace = new SigningPace(cluster.database())) {
            var round = new ClusterRound(cluster, pace);
            round.fail();
            enough.set(true);
            var violations = new ArrayList<Violation>();
            if (!sending.join(PATIENCE)) {
                violations.add(new Violation("end", "records are still being sent"));
            }
            violations.addAll(round.tooLong());
            violations.addAll(unnoticed(cluster));
            new Rest(cluster.database(), cluster.broker().nodes().getFirst().amqpUri())
                    .await(PATIENCE)
                    .ifPresent(unrest -> violations.add(new Violation("end", unrest)));
            check(Checks.serving(), evidence, violations);
            cluster.stop();
            check(Checks.stopped(), evidence, violations);
            return new Verdict(
                    Figures.of(cluster.database(), 0, 0), redispatched(cluster), round.pauses, List.copyOf(violations));
        }
    }

    private List<Violation> tooLong() {
        return pauses.entrySet().stream()
                .filter(pause -> pause.getValue().compareTo(LONGEST_PAUSE) > 0)
                .map(pause -> new Violation(
                        "pace", "after %s nothing was signed for %s".formatted(pause.getKey(), pause.getValue())))
                .toList();
    }

    // Whatever was granted after the failover was granted with tokens behind all that may be lost.
    private static List<Violation> unnoticed(Cluster cluster) throws SQLException {
        try (var connection = cluster.database().connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT count(*) FILTER (WHERE skipped = 0) FROM keys.signing_key WHERE token > 0")) {
            row.next();
            return row.getLong(1) == 0
                    ? List.of()
                    : List.of(new Violation("failover", row.getLong(1) + " keys go on as if nothing had happened"));
        }
    }

    private static void send(Cluster cluster, int rate, Payloads sent, AtomicBoolean enough) {
        var random = new SplittableRandom();
        try {
            while (!enough.get()) {
                new RestUser(cluster.url(Service.COLLECTION), random.split(), sent)
                        .send(rate * (int) STRETCH.toSeconds(), STRETCH);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Evidence evidence(Cluster cluster, List<TestKey> keys, Payloads sent) {
        var database = cluster.database();
        var nodes = cluster.broker().nodes();
        return new Evidence(
                new Evidence.Servers(
                        database.jdbcUrl(),
                        database.user(),
                        database.password(),
                        nodes.getFirst().amqpUri(),
                        cluster.url(Service.COLLECTION),
                        cluster.url(Service.KEYS)),
                new Evidence.Traces(
                        List.of(cluster.logs()),
                        cluster.servers().data(),
                        nodes.stream().map(node -> node.home()).toList()),
                new Evidence.Sent(keys, sent, new Payloads(), new Payloads(), new Payloads(), false, Map.of()));
    }

    private void fail() throws Exception {
        var nodes = cluster.broker().nodes();
        after("undisturbed", Duration.ofSeconds(10), () -> {});
        after("broker node killed", Duration.ofSeconds(15), () -> nodes.get(0).kill());
        after("broker node back", Duration.ofSeconds(10), () -> nodes.get(0).restart());
        after(
                "broker node cut off",
                CUT_OFF.plusSeconds(15),
                () -> cluster.broker().partition(nodes.get(1), CUT_OFF));
        after(
                "failover of the database",
                Duration.ofSeconds(20),
                () -> cluster.servers().failOver());
        var workers = cluster.processes(Service.SIGNING);
        var half = workers.subList(0, workers.size() / 2);
        after("half the workers killed", Duration.ofSeconds(15), () -> half.forEach(Supervised::kill));
        after("workers back", Duration.ofSeconds(5), () -> half.forEach(Supervised::release));
        for (var service : Service.values()) {
            after(
                    service + " replaced",
                    Duration.ZERO,
                    () -> cluster.processes(service).forEach(ClusterRound::replace));
        }
    }

    private static void replace(Supervised process) {
        process.stop();
        process.release();
        process.current().awaitServing();
    }

    private void after(String event, Duration then, Step step) throws Exception {
        pace.begin();
        step.take();
        Thread.sleep(then);
        pauses.put(event, pace.longestPause());
    }

    @FunctionalInterface
    private interface Step {
        void take() throws Exception;
    }

    private static long redispatched(Cluster cluster) throws Exception {
        try (var connection = cluster.database().connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT sum(attempts - 1) FROM collection.batch WHERE attempts > 1")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void check(List<Check> checks, Evidence evidence, List<Violation> violations) {
        for (var check : checks) {
            try {
                violations.addAll(check.violations(evidence));
            } catch (Exception e) {
                violations.add(new Violation(check.name(), "could not be looked at: " + e));
            }
        }
    }
}
