package dev.signet.system.chaos;

import dev.signet.embedded.FreePort;
import dev.signet.system.Launch;
import dev.signet.system.network.FaultProxy;
import dev.signet.testing.TestDatabase;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** A whole Signet of separate processes, each of which reaches each of its peers through a proxy of its own. */
final class Deployment implements AutoCloseable {
    private final Bed bed;
    private final TestDatabase database;
    private final Map<Node, Integer> ports = new EnumMap<>(Node.class);
    private final Map<Node, Supervised> nodes = new EnumMap<>(Node.class);
    private final Map<Node, ShiftedClock> clocks = new EnumMap<>(Node.class);
    private final Map<Link, FaultProxy> links = new HashMap<>();

    /** @param logs what the services print goes there, and the files by which their clocks are set */
    Deployment(Bed bed, Plan plan, TestDatabase database, Path logs) {
        this.bed = bed;
        this.database = database;
        var random = new SplittableRandom(plan.seed());
        for (var node : Node.values()) {
            ports.put(node, FreePort.any());
        }
        for (var link : Node.allLinks()) {
            links.put(link, FaultProxy.to(new InetSocketAddress("127.0.0.1", portOf(link.to())), random.split()));
        }
        for (var node : Node.values()) {
            nodes.put(node, new Supervised(launch(node, plan, logs)));
        }
    }

    private int portOf(Peer peer) {
        return switch (peer) {
            case DATABASE -> bed.database().port();
            case BROKER -> URI.create(bed.broker().amqpUri()).getPort();
            case COLLECTION -> port(Node.COLLECTION);
            case KEYS -> port(Node.KEYS);
            case AUDIT -> port(Node.AUDIT);
        };
    }

    private int port(Node node) {
        return Objects.requireNonNull(ports.get(node));
    }

    private Launch launch(Node node, Plan plan, Path logs) {
        var right = new Launch(node.service(), port(node), settings(node, plan, logs), logs.resolve(node + ".log"));
        var launch = plan.wrong()
                .flatMap(wrong -> wrong.part(node.service()))
                .map(right::with)
                .orElse(right);
        if (!plan.shiftsClocks()) {
            return launch;
        }
        var clock = new ShiftedClock(bed.clockLibrary(), logs.resolve(node + ".clock"));
        clocks.put(node, clock);
        return clock.environment().entrySet().stream()
                .reduce(launch, (so, variable) -> so.with(variable.getKey(), variable.getValue()), (so, _) -> so);
    }

    private Map<String, String> settings(Node node, Plan plan, Path directory) {
        var settings = new HashMap<>(bed.settings(node.service()));
        settings.put(
                "signet.audit.checkpoint-file", directory.resolve("checkpoints").toString());
        settings.putAll(plan.settings());
        for (var link : node.links()) {
            settings.putAll(address(link));
        }
        return settings;
    }

    private Map<String, String> address(Link link) {
        var port = link(link).port();
        return switch (link.to()) {
            case DATABASE -> {
                var settings = new HashMap<>(database.settings("signet_test_" + link.from()));
                settings.put("signet.database-url", database.jdbcUrl().replaceFirst(":\\d+/", ":" + port + "/"));
                yield settings;
            }
            case BROKER -> Map.of("signet.amqp-url", bed.broker().amqpUri().replaceFirst(":\\d+$", ":" + port));
            case COLLECTION -> Map.of("signet.collection-url", bed.url(port).toString());
            case KEYS -> Map.of("signet.key-url", bed.url(port).toString());
            case AUDIT -> Map.of("signet.audit-url", bed.url(port).toString());
        };
    }

    /** Starts all at once, and waits until all serve. */
    Deployment start() {
        nodes.values().forEach(Supervised::start);
        nodes.values().forEach(node -> node.current().awaitServing());
        return this;
    }

    String databaseName() {
        return URI.create(database.jdbcUrl().substring("jdbc:".length()))
                .getPath()
                .substring(1);
    }

    Supervised node(Node node) {
        return Objects.requireNonNull(nodes.get(node));
    }

    FaultProxy link(Link link) {
        return Objects.requireNonNull(links.get(link));
    }

    ShiftedClock clock(Node node) {
        return Objects.requireNonNull(clocks.get(node));
    }

    /** Where the service itself listens, past every proxy. */
    URI url(Node node) {
        return bed.url(port(node));
    }

    /** Asks those to end first who need others. */
    void stop() {
        Stream.of(Node.VAULT, Node.DISPATCHER, Node.SIGNING_1, Node.SIGNING_2, Node.COLLECTION, Node.KEYS, Node.AUDIT)
                .map(this::node)
                .forEach(Supervised::stop);
    }

    @Override
    public void close() {
        nodes.values().forEach(Supervised::close);
        links.values().forEach(FaultProxy::close);
    }
}
