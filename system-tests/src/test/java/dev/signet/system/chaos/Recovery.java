package dev.signet.system.chaos;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import dev.signet.system.check.Payloads;
import dev.signet.system.check.TestKey;
import dev.signet.system.network.Disturbance;
import dev.signet.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Measures for how long that is missed which was lost: the keys of dead workers, a killed service. */
final class Recovery {
    private static final int TIMES = 3;
    private static final int KEYS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Set<Node> WORKERS = Set.of(Node.SIGNING_1, Node.SIGNING_2);
    private static final String HELD = "SELECT count(*) FROM keys.key_lease WHERE state <> 'CLOSED'";
    private static final String UNSIGNED = "SELECT count(*) FROM collection.batch WHERE state <> 'SIGNED'";

    private final TestDatabase database;
    private final Deployment signet;
    private int chunks;

    private Recovery(TestDatabase database, Deployment signet) {
        this.database = database;
        this.signet = signet;
    }

    /**
     * @param ttl of the leases
     * @param keysBack from the workers' death until all their keys were free, each time
     * @param start how long each process takes from an orderly end until it is ready again: the first time, or the shortest of a few
     * @param startAfterDeath the same from a kill
     */
    record Times(
            Duration ttl, List<Duration> keysBack, Map<Node, Duration> start, Map<Node, Duration> startAfterDeath) {
        private static final double NOISE = 1.5;
        private static final Duration PROMISED = Duration.ofSeconds(5);

        /** Keys within the lease's lifetime and five seconds; a killed service as soon as one that ended in order. */
        boolean areAsPromised() {
            return keysBack.stream().allMatch(time -> time.compareTo(ttl.plus(PROMISED)) <= 0)
                    && Stream.of(Node.values()).allMatch(this::startsAsFast);
        }

        private boolean startsAsFast(Node node) {
            var killed = startAfterDeath.get(node);
            var ended = start.get(node);
            return killed != null && ended != null && killed.toMillis() <= NOISE * ended.toMillis();
        }

        @Override
        public String toString() {
            var lines = new StringBuilder("keys of dead workers free after %s; leases last %s%n"
                    .formatted(keysBack.stream().map(Times::seconds).collect(Collectors.joining(", ")), seconds(ttl)));
            startAfterDeath.forEach((node, time) ->
                    lines.append("%s killed: serving again after %s; ended in order: after %s%n"
                            .formatted(node, seconds(time), seconds(requireNonNull(start.get(node))))));
            return lines.toString().strip();
        }

        private static String seconds(Duration time) {
            return "%.1f s".formatted(time.toMillis() / 1000.0);
        }
    }

    static Times measure(Bed bed) throws Exception {
        var plan = Draw.calm();
        var name = "recovery";
        var database = bed.database().createDatabase(name);
        try (var signet = new Deployment(bed, plan, database, bed.directory(name))) {
            var recovery = new Recovery(database, signet);
            signet.start();
            new KeyUser(signet.url(Node.KEYS))
                    .bring(Stream.generate(() -> TestKey.generate("Ed25519"))
                            .limit(KEYS)
                            .toList());
            var keysBack = recovery.keysBack();
            var times = new Times(plan.ttl(), keysBack, new EnumMap<>(Node.class), new EnumMap<>(Node.class));
            for (var node : Node.values()) {
                recovery.servingAgain(node, times);
            }
            return times;
        }
    }

    private List<Duration> keysBack() throws Exception {
        var times = new ArrayList<Duration>();
        for (var i = 0; i < TIMES; i++) {
            times.add(keysBackOnce());
        }
        return times;
    }

    /** Workers that hold leases and cannot store are killed; others that can store come only after the keys are back. */
    private Duration keysBackOnce() throws Exception {
        WORKERS.forEach(worker -> signet.link(new Link(worker, Peer.COLLECTION))
                .inject(new Disturbance.Slice(200, Duration.ofMillis(20))));
        send();
        await().atMost(PATIENCE).until(() -> count(HELD) > 0);
        WORKERS.forEach(worker -> signet.node(worker).kill());
        var start = System.nanoTime();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> count(HELD) == 0);
        var back = Duration.ofNanos(System.nanoTime() - start);
        for (var worker : WORKERS) {
            signet.link(new Link(worker, Peer.COLLECTION)).heal();
            signet.node(worker).release();
        }
        await().atMost(PATIENCE).until(() -> count(UNSIGNED) == 0);
        return back;
    }

    /** Again only while it seems to take too long: whatever else the machine does makes a time longer, never shorter. */
    private void servingAgain(Node node, Times times) {
        for (var i = 0; i < TIMES && !times.startsAsFast(node); i++) {
            times.start().merge(node, servingAgain(signet.node(node), Recovery::inOrder), Recovery::shorter);
            times.startAfterDeath().merge(node, servingAgain(signet.node(node), Supervised::kill), Recovery::shorter);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration servingAgain(Supervised process, Consumer<Supervised> end) {
        process.current().awaitServing();
        end.accept(process);
        var start = System.nanoTime();
        process.release();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> process.current().isServing());
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void inOrder(Supervised process) {
        process.terminate();
        process.current().awaitExit(PATIENCE);
    }

    private void send() throws InterruptedException {
        new RestUser(signet.url(Node.COLLECTION), new SplittableRandom(chunks++), new Payloads())
                .send(400, Duration.ZERO);
    }

    private long count(String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
