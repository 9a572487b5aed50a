package dev.signet.system.chaos;

import dev.signet.embedded.FreePort;
import dev.signet.standalone.Setup;
import dev.signet.system.Launch;
import dev.signet.system.Service;
import dev.signet.system.network.Balancer;
import dev.signet.testing.PostgresPair;
import dev.signet.testing.RabbitCluster;
import dev.signet.testing.TestDatabase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Several of everything: brokers, database servers, and of each service, which others reach by a balancer. */
final class Cluster implements AutoCloseable {
    private static final int BROKERS = 3;
    private static final int OF_EACH = 2;

    private final Path home;
    private final RabbitCluster broker;
    private final PostgresPair servers;
    private final TestDatabase database;
    private final Map<Service, Balancer> balancers = new EnumMap<>(Service.class);
    private final Map<Service, List<Supervised>> processes = new EnumMap<>(Service.class);

    private Cluster(Path home, RabbitCluster broker, PostgresPair servers, int workers) throws Exception {
        this.home = home;
        this.broker = broker;
        this.servers = servers;
        this.database = servers.createDatabase("cluster");
        makeSecrets();
        var ports = new EnumMap<Service, List<Integer>>(Service.class);
        for (var service : Service.values()) {
            ports.put(
                    service,
                    Stream.generate(FreePort::any)
                            .distinct()
                            .limit(service == Service.SIGNING ? workers : OF_EACH)
                            .toList());
            balancers.put(service, Balancer.of(addresses(ports.get(service))));
        }
        ports.forEach((service, some) -> processes.put(service, launched(service, some)));
    }

    static Cluster make(int workers) throws Exception {
        var home = Files.createTempDirectory("signet-cluster-");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
        var broker = RabbitCluster.start(BROKERS);
        try {
            var servers = PostgresPair.startIn(
                    home,
                    "track_commit_timestamp=on",
                    "max_connections=300",
                    "shared_buffers=128MB",
                    "log_min_messages=warning");
            try {
                return new Cluster(home, broker, servers, workers);
            } catch (Exception e) {
                servers.close();
                throw e;
            }
        } catch (Exception e) {
            broker.close();
            throw e;
        }
    }

    private void makeSecrets() {
        var made = Setup.run(Map.of(
                "SIGNET_KEK_FILE", home.resolve("kek").toString(),
                "SIGNET_TOKENS_DIR", home.resolve("tokens").toString(),
                "SIGNET_OPERATOR_TOKEN_FILE", home.resolve("operator").toString(),
                "SIGNET_VAULT_KEK_FILE", home.resolve("vault-kek").toString(),
                "SIGNET_AUDIT_KEY_FILE", home.resolve("audit-key").toString()));
        if (made != 0) {
            throw new IllegalStateException("the secrets could not be made");
        }
    }

    private static List<InetSocketAddress> addresses(List<Integer> ports) {
        return ports.stream()
                .map(port -> new InetSocketAddress("127.0.0.1", port))
                .toList();
    }

    private List<Supervised> launched(Service service, List<Integer> ports) {
        var made = new ArrayList<Supervised>();
        for (var port : ports) {
            var name = "%s-%d".formatted(service, made.size() + 1);
            made.add(new Supervised(new Launch(service, port, settings(service, name), logs().resolve(name + ".log"))));
        }
        return List.copyOf(made);
    }

    private Map<String, String> settings(Service service, String name) {
        var settings = new HashMap<>(database.settings("signet_test_" + service));
        settings.put("signet.amqp-url", broker.amqpUris());
        settings.put("signet.amqp.profile", "rabbitmq");
        settings.put("signet.collection-url", url(Service.COLLECTION).toString());
        settings.put("signet.key-url", url(Service.KEYS).toString());
        settings.put("signet.audit-url", url(Service.AUDIT).toString());
        settings.put("signet.kek.file", home.resolve("kek").toString());
        settings.put(
                "signet.intake.kek-file", home.resolve("intake").resolve("kek").toString());
        settings.put("signet.vault.kek-file", home.resolve("vault-kek").toString());
        settings.put("signet.tokens.dir", home.resolve("tokens").toString());
        settings.put("signet.statement.dir", home.resolve("statement").toString());
        settings.put("signet.audit.key-file", home.resolve("audit-key").toString());
        settings.put(
                "signet.audit.checkpoint-file",
                logs().resolve(name + ".checkpoints").toString());
        settings.put("signet.batch-size", "20");
        settings.put("signet.lease.ttl", "5s");
        settings.put("signet.redispatch-slack", "3s");
        settings.put("signet.linger", "200ms");
        settings.put("spring.datasource.hikari.maximum-pool-size", "8");
        return settings;
    }

    /** Starts two at a time, and waits until all serve. */
    void start() throws IOException {
        Files.createDirectories(logs());
        for (var service : Service.values()) {
            processes(service).forEach(Supervised::start);
            processes(service).forEach(process -> process.current().awaitServing());
        }
    }

    URI url(Service service) {
        return URI.create("http://127.0.0.1:"
                + Objects.requireNonNull(balancers.get(service)).port());
    }

    List<Supervised> processes(Service service) {
        return Objects.requireNonNull(processes.get(service));
    }

    RabbitCluster broker() {
        return broker;
    }

    PostgresPair servers() {
        return servers;
    }

    TestDatabase database() {
        return database;
    }

    Path logs() {
        return home.resolve("logs");
    }

    Path home() {
        return home;
    }

    /** Asks those to end first who need others. */
    void stop() {
        Stream.of(Service.VAULT, Service.DISPATCHER, Service.SIGNING, Service.COLLECTION, Service.KEYS, Service.AUDIT)
                .flatMap(service -> processes(service).stream())
                .forEach(Supervised::stop);
    }

    @Override
    public void close() {
        processes.values().stream().flatMap(List::stream).forEach(Supervised::close);
        balancers.values().forEach(Balancer::close);
        broker.close();
        servers.close();
    }
}
