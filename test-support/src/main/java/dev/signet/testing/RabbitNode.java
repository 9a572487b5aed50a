package dev.signet.testing;

import static org.awaitility.Awaitility.await;

import dev.signet.embedded.Directories;
import dev.signet.embedded.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A private RabbitMQ node from the machine's own package: own directory, ports, cookie and epmd, so that it meets neither the machine's
 * broker nor another test's. Works as any user.
 */
public final class RabbitNode implements TestBroker {
    private static final Path SERVER = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path home;
    private final int port = FreePort.any();
    private final int distributionPort = FreePort.any();
    private final int epmdPort = FreePort.any();
    private final String password = UUID.randomUUID().toString();
    private final Process epmd;
    private @Nullable Process server;

    private RabbitNode() throws IOException {
        home = Files.createTempDirectory("signet-rabbit-");
        writeConfiguration();
        // started by us and not by Erlang, which would leave it behind as a daemon
        epmd = process("epmd", "-port", Integer.toString(epmdPort), "-address", "127.0.0.1");
    }

    public static boolean isInstalled() {
        return Files.isExecutable(SERVER);
    }

    public static RabbitNode start() {
        try {
            var node = new RabbitNode();
            node.restart();
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where its messages, logs and settings are. */
    public Path home() {
        return home;
    }

    @Override
    public String name() {
        return "a private node of the RabbitMQ installed here, on port " + port;
    }

    @Override
    public String amqpUri() {
        return "amqp://signet:%s@127.0.0.1:%d".formatted(password, port);
    }

    @Override
    public boolean canBeStopped() {
        return true;
    }

    @Override
    public void stop() {
        if (server != null) {
            end(server);
            server = null;
        }
    }

    @Override
    public void restart() {
        stop();
        try {
            var started = process(SERVER.toString());
            server = started;
            await().dontCatchUncaughtExceptions() // others' threads lose their connections meanwhile
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .failFast("rabbitmq-server ended, see " + log(), () -> !started.isAlive())
                    .until(() -> Connections.accepts(amqpUri()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void wipe() {
        stop();
        delete(home.resolve("mnesia"));
        restart();
    }

    @Override
    public void close() {
        stop();
        end(epmd);
        delete(home);
    }

    private void writeConfiguration() throws IOException {
        Files.writeString(home.resolve("rabbitmq.conf"), """
                listeners.tcp.local = 127.0.0.1:%d
                default_user = signet
                default_pass = %s
                disk_free_limit.absolute = 50MB
                """.formatted(port, password));
        Files.writeString(home.resolve("plugins"), "[].");
        Files.writeString(home.resolve("env.conf"), ""); // instead of the machine's
    }

    private Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("HOME", home.toString()),
                Map.entry("ERL_EPMD_PORT", Integer.toString(epmdPort)),
                Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                Map.entry("RABBITMQ_NODENAME", "signet-%d@localhost".formatted(port)),
                Map.entry("RABBITMQ_DIST_PORT", Integer.toString(distributionPort)),
                Map.entry(
                        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                        "-start_epmd false -kernel inet_dist_use_interface {127,0,0,1}"),
                Map.entry("RABBITMQ_CONFIG_FILE", home.resolve("rabbitmq.conf").toString()),
                Map.entry("RABBITMQ_CONF_ENV_FILE", home.resolve("env.conf").toString()),
                Map.entry(
                        "RABBITMQ_ENABLED_PLUGINS_FILE", home.resolve("plugins").toString()),
                Map.entry("RABBITMQ_MNESIA_BASE", home.resolve("mnesia").toString()),
                Map.entry(
                        "RABBITMQ_GENERATED_CONFIG_DIR", home.resolve("config").toString()),
                Map.entry("RABBITMQ_LOG_BASE", home.resolve("log").toString()),
                Map.entry("RABBITMQ_PID_FILE", home.resolve("pid").toString()));
    }

    private Process process(String... command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log().toFile());
        builder.environment().putAll(environment());
        return builder.start();
    }

    private Path log() {
        return home.resolve("output.log");
    }

    private static void end(Process process) {
        process.destroy();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> !process.isAlive());
    }

    private static void delete(Path directory) {
        try {
            Directories.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
