package dev.signet.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener.DefaultSystemLauncherListener;
import org.apache.qpid.server.logging.NullMessageLogger;
import org.apache.qpid.server.model.SystemConfig;
import org.jspecify.annotations.Nullable;

/**
 * An AMQP 0-9-1 broker (Qpid Broker-J) inside this JVM, on a free port of 127.0.0.1, for one user with a random password. It has two
 * virtual hosts: one for signing traffic, which is in memory, and one for intake, which survives a restart if there is a data directory.
 * It refuses every {@code x-…} argument.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final String USER = "signet";
    private static final Map<String, String> CONTEXT = Map.of(
            "broker.failStartupWithErroredChild", "true", // a port in use or an unreadable store
            "qpid.port.sessionCountLimit", "2047", // channels of a connection, as RabbitMQ has them
            "qpid.broker.defaultPreferenceStoreAttributes", "{\"type\": \"Noop\"}");

    private final @Nullable Path dataDirectory;
    private final int port = FreePort.any();
    private final String password = Secret.random();
    private @Nullable SystemLauncher launcher;

    private EmbeddedBroker(@Nullable Path dataDirectory) {
        this.dataDirectory = dataDirectory;
    }

    /** A broker that keeps everything in memory. */
    public static EmbeddedBroker start() {
        return started(new EmbeddedBroker(null));
    }

    /** A broker whose intake is kept in the directory. */
    public static EmbeddedBroker startIn(Path dataDirectory) {
        return started(new EmbeddedBroker(dataDirectory.toAbsolutePath()));
    }

    private static EmbeddedBroker started(EmbeddedBroker broker) {
        broker.launch();
        return broker;
    }

    /** Where signing traffic goes. */
    public String amqpUri() {
        return uri("signet");
    }

    /** Where incoming records go. */
    public String intakeUri() {
        return uri("intake");
    }

    private String uri(String virtualHost) {
        return "amqp://%s:%s@127.0.0.1:%d/%s".formatted(USER, password, port, virtualHost);
    }

    /**
     * Stops and starts on the same port. Signing traffic is in memory, so its exchanges, queues and messages are gone; intake stays
     * if there is a data directory.
     */
    public synchronized void restart() {
        close();
        launch();
    }

    /** Restarts on the same port with nothing left, intake included. */
    public synchronized void wipe() {
        close();
        try {
            if (dataDirectory != null) {
                Directories.delete(intakeDirectory(dataDirectory));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        launch();
    }

    @Override
    public synchronized void close() {
        if (launcher != null) {
            launcher.shutdown();
            launcher = null;
        }
    }

    private synchronized void launch() {
        DerbyLog.silence();
        var startup = new Startup();
        var starting = new SystemLauncher(startup);
        try {
            starting.startup(Map.of(
                    SystemConfig.TYPE,
                    "Memory",
                    SystemConfig.INITIAL_CONFIGURATION_LOCATION,
                    configuration(),
                    SystemConfig.STARTUP_LOGGED_TO_SYSTEM_OUT,
                    false,
                    SystemConfig.CONTEXT,
                    context()));
            startup.throwWhatWentWrong();
        } catch (Exception e) { // what startup declares
            starting.shutdown();
            throw new BrokerDidNotStart(String.valueOf(e.getMessage()), e);
        }
        launcher = starting;
    }

    private String configuration() {
        var name = dataDirectory == null ? "broker-in-memory.json" : "broker-with-durable-intake.json";
        return Objects.requireNonNull(EmbeddedBroker.class.getResource(name)).toExternalForm();
    }

    private Map<String, String> context() throws IOException {
        var context = new HashMap<>(CONTEXT);
        context.put("signet.user", USER);
        context.put("signet.password", password);
        context.put("signet.port", Integer.toString(port));
        if (dataDirectory != null) {
            Files.createDirectories(dataDirectory);
            context.put(
                    "signet.intake.directory", intakeDirectory(dataDirectory).toString());
        }
        return context;
    }

    private static Path intakeDirectory(Path dataDirectory) {
        return dataDirectory.resolve("intake");
    }

    /** Hears of a failed start, which the launcher only logs, and keeps the broker from telling an operator of every connection. */
    private static final class Startup extends DefaultSystemLauncherListener {
        private @Nullable RuntimeException failure;

        @Override
        public void onContainerResolve(SystemConfig<?> systemConfig) {
            systemConfig.getEventLogger().setMessageLogger(new NullMessageLogger());
        }

        @Override
        public void errorOnStartup(RuntimeException e) {
            failure = e;
        }

        void throwWhatWentWrong() {
            if (failure != null) {
                throw failure;
            }
        }
    }
}
