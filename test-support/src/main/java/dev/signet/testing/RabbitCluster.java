package dev.signet.testing;

import dev.signet.embedded.FreePort;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Several RabbitMQ nodes on this machine that keep quorum queues together; a minority that is cut off pauses. */
public final class RabbitCluster implements AutoCloseable {
    private static final String USER = "signet";

    private final String cookie = UUID.randomUUID().toString();
    private final List<RabbitNode> nodes = new ArrayList<>();

    private RabbitCluster() {}

    /** The first makes the cluster, the others join it. */
    public static RabbitCluster start(int size) {
        var cluster = new RabbitCluster();
        try {
            cluster.parts(size).forEach(part -> cluster.nodes.add(RabbitNode.start(part)));
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private List<RabbitNode.Part> parts(int size) {
        var ports = Stream.generate(FreePort::any).distinct().limit(size).toList();
        var password = UUID.randomUUID().toString();
        var members = IntStream.range(0, size)
                .mapToObj(i -> "cluster_formation.classic_config.nodes.%d = signet-%d@localhost"
                        .formatted(i + 1, ports.get(i)))
                .collect(Collectors.joining("\n"));
        var settings = """
                default_user = %s
                default_pass = %s
                cluster_formation.peer_discovery_backend = classic_config
                cluster_partition_handling = pause_minority
                %s""".formatted(USER, password, members);
        var epmdPort = FreePort.any();
        return ports.stream()
                .map(port -> new RabbitNode.Part(port, epmdPort, cookie, USER, password, settings))
                .toList();
    }

    public List<RabbitNode> nodes() {
        return List.copyOf(nodes);
    }

    /** Of all nodes, as clients take it. */
    public String amqpUris() {
        return nodes.stream().map(RabbitNode::amqpUri).collect(Collectors.joining(","));
    }

    /** For so long the others do not know the node, nor it them: cookies differ. In the minority, it sends its clients away. */
    public void partition(RabbitNode node, Duration lasting) throws IOException {
        node.evaluate("""
                spawn(fun() -> timer:sleep(%d), erlang:set_cookie(node(), '%s') end),
                erlang:set_cookie(node(), another),
                [erlang:disconnect_node(N) || N <- nodes()],
                [] = nodes().
                """.formatted(lasting.toMillis(), cookie));
    }

    @Override
    public void close() {
        nodes.reversed().forEach(RabbitNode::close);
    }
}
