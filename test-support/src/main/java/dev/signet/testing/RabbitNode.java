package dev.signet.testing;

import static org.awaitility.Awaitility.await;

import dev.signet.embedded.Directories;
import dev.signet.embedded.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.jspecify.annotations.Nullable;

/**
 * A private RabbitMQ node from the machine's own package: own directory, ports, cookie and epmd, so that it meets neither the machine's
 * broker nor another test's. Works as any user.
 */
public final class RabbitNode implements TestBroker {
    private static final Path SERVER = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
    private static final Path CONTROL = Path.of("/usr/lib/rabbitmq/bin/rabbitmqctl");
    private static final Duration PATIENCE = Duration.ofMinutes(3); // on a busy machine a start takes more than one
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final String USER = "signet";
    private static final int LAST_LINES = 20;
    private static final int MOST_TRIES = 3; // on a busy machine it runs into its own time limits, and ends

    private final Path executable;
    private final Duration patience;
    private final Path home;
    private final int distributionPort = FreePort.any();
    private final Part part;
    private final Process epmd;
    private @Nullable Process server;

    private RabbitNode(Path executable, Duration patience, Part part) throws IOException {
        this.executable = executable;
        this.patience = patience;
        this.part = part;
        home = Files.createTempDirectory("signet-rabbit-");
        writeConfiguration();
        // started by us and not by Erlang, which would leave it behind as a daemon; of several on one port the first
        // stays
        epmd = process("epmd", "-port", Integer.toString(part.epmdPort), "-address", "127.0.0.1");
    }

    /**
     * What a node is told.
     *
     * @param epmdPort where nodes find each other; those of a cluster share it, and the cookie
     * @param settings lines of rabbitmq.conf
     */
    record Part(int port, int epmdPort, String cookie, String user, String password, String settings) {
        static Part alone(String user, String password, String settings) {
            return new Part(FreePort.any(), FreePort.any(), UUID.randomUUID().toString(), user, password, settings);
        }

        String name() {
            return "signet-%d@localhost".formatted(port);
        }
    }

    public static boolean isInstalled() {
        return Files.isExecutable(SERVER);
    }

    public static RabbitNode start() {
        return start(SERVER, PATIENCE);
    }

    /** With the users of a file of definitions and no others; {@code user} is one of them. */
    public static RabbitNode startWith(Path definitions, String user, String password) {
        return start(SERVER, PATIENCE, Part.alone(user, password, "load_definitions = " + definitions));
    }

    static RabbitNode start(Path server, Duration patience) {
        var password = UUID.randomUUID().toString();
        var users = "default_user = %s%ndefault_pass = %s".formatted(USER, password);
        return start(server, patience, Part.alone(USER, password, users));
    }

    static RabbitNode start(Part part) {
        return start(SERVER, PATIENCE, part);
    }

    /** A start that fails leaves nothing behind, and says what the server has said. */
    private static RabbitNode start(Path server, Duration patience, Part part) {
        try {
            var node = new RabbitNode(server, patience, part);
            try {
                node.restart();
                return node;
            } catch (RuntimeException e) {
                var reason = new IllegalStateException("RabbitMQ has not started; it said:\n" + node.lastWords(), e);
                node.close();
                throw reason;
            }
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
        return "a private node of the RabbitMQ installed here, on port " + part.port;
    }

    @Override
    public String amqpUri() {
        return "amqp://%s:%s@127.0.0.1:%d".formatted(part.user, part.password, part.port);
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

    /** As a power cut would. */
    public void kill() {
        if (server != null) {
            var all = processes(server);
            all.forEach(ProcessHandle::destroyForcibly);
            haveEnded(all);
            server = null;
        }
    }

    /** Has its server run a piece of Erlang, to its end. */
    void evaluate(String erlang) throws IOException {
        var control = process(CONTROL.toString(), "eval", erlang);
        await().dontCatchUncaughtExceptions().atMost(GRACE).until(() -> !control.isAlive());
        if (control.exitValue() != 0) {
            throw new IllegalStateException("rabbitmqctl has failed; it said:\n" + lastWords());
        }
    }

    @Override
    public void restart() {
        for (var tries = 1; ; tries++) {
            stop();
            try {
                run();
                return;
            } catch (TerminalFailureException e) {
                if (tries == MOST_TRIES) {
                    throw e;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void run() throws IOException {
        var started = process(executable.toString());
        server = started;
        await().dontCatchUncaughtExceptions() // others' threads lose their connections meanwhile
                .atMost(patience)
                .pollInterval(Duration.ofMillis(50))
                .failFast("rabbitmq-server ended, see " + log(), () -> !started.isAlive())
                .until(() -> Connections.accepts(amqpUri()));
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
        var cookie = Files.writeString(home.resolve(".erlang.cookie"), part.cookie);
        Files.setPosixFilePermissions(cookie, PosixFilePermissions.fromString("r--------"));
        Files.writeString(home.resolve("rabbitmq.conf"), """
                listeners.tcp.local = 127.0.0.1:%d
                %s
                disk_free_limit.absolute = 50MB
                """.formatted(part.port, part.settings));
        Files.writeString(home.resolve("plugins"), "[].");
        Files.writeString(home.resolve("env.conf"), ""); // instead of the machine's
    }

    private Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("HOME", home.toString()),
                Map.entry("ERL_EPMD_PORT", Integer.toString(part.epmdPort)),
                Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                Map.entry("RABBITMQ_NODENAME", part.name()),
                Map.entry("RABBITMQ_DIST_PORT", Integer.toString(distributionPort)),
                Map.entry(
                        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", // the last three: not to spin without anything to do
                        "-start_epmd false -kernel inet_dist_use_interface {127,0,0,1}"
                                + " +sbwt none +sbwtdcpu none +sbwtdio none"),
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
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().putAll(environment());
        return builder.start();
    }

    private Path log() {
        return home.resolve("output.log");
    }

    private String lastWords() throws IOException {
        var lines = Files.readAllLines(log(), StandardCharsets.ISO_8859_1);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    // The server is a script, and Erlang its child: who kills the one alone leaves the other behind.
    private void end(Process process) {
        var all = processes(process);
        process.destroy();
        if (!haveEnded(all)) {
            all.forEach(ProcessHandle::destroyForcibly);
            haveEnded(all);
        }
    }

    private static List<ProcessHandle> processes(Process process) {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
    }

    private boolean haveEnded(List<ProcessHandle> processes) {
        try {
            await().dontCatchUncaughtExceptions()
                    .atMost(patience.compareTo(GRACE) < 0 ? patience : GRACE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
            return true;
        } catch (ConditionTimeoutException _) {
            return false;
        }
    }

    private static void delete(Path directory) {
        try {
            Directories.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
