package dev.signet.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.signet.embedded.Account;
import dev.signet.embedded.Directories;
import dev.signet.embedded.FreePort;
import dev.signet.embedded.PostgresBinaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A private PostgreSQL that a test may treat badly: stopped in the middle, a backend killed, started again on the same port. */
public final class PostgresNode implements AutoCloseable {
    private static final String USER = "signet";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path home;
    private final Path programs;
    private final Account account = Account.detect();
    private final List<String> settings;
    private final int port = FreePort.any();
    private final String password;
    private @Nullable Process postmaster;

    private PostgresNode(Path home, String password, List<String> settings) throws IOException {
        this.home = home;
        this.password = password;
        this.settings = settings;
        this.programs = PostgresBinaries.directory().resolve("bin");
    }

    /**
     * Makes a server in the directory and starts it.
     *
     * @param settings each as {@code name=value}
     */
    public static PostgresNode startIn(Path home, String... settings) {
        try {
            var node = made(home, settings);
            try {
                node.start();
                return node;
            } catch (RuntimeException e) {
                node.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not started yet. */
    static PostgresNode made(Path home, String... settings) throws IOException {
        var node = new PostgresNode(home, UUID.randomUUID().toString(), List.of(settings));
        node.initialise();
        return node;
    }

    /** A standby of this server, which was never started yet either. */
    PostgresNode standbyIn(Path other, String name, String... more) throws IOException {
        account.own(other);
        var copy = process("cp", "-a", data().toString(), other.resolve("data").toString());
        await().atMost(PATIENCE).until(() -> !copy.isAlive());
        if (copy.exitValue() != 0) {
            throw new IllegalStateException("the standby could not be made: " + Files.readString(log(), UTF_8));
        }
        var standby = new PostgresNode(other, password, List.of(more));
        Files.writeString(standby.data().resolve("standby.signal"), "");
        Files.writeString(
                standby.data().resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=%d user=%s password=%s application_name=%s'%n"
                        .formatted(port, USER, password, name));
        account.own(other);
        return standby;
    }

    /** Makes a standby the primary; comes back when it is. */
    void promote() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_promote()")) {
            row.next();
            if (!row.getBoolean(1)) {
                throw new IllegalStateException("the standby was not promoted within a minute");
            }
        }
    }

    private void initialise() throws IOException {
        var passwordFile = Files.writeString(home.resolve("password"), password);
        Files.createDirectory(data());
        account.own(home);
        var initdb = process(
                programs.resolve("initdb").toString(),
                "--pgdata=" + data(),
                "--username=" + USER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C");
        await().atMost(PATIENCE).until(() -> !initdb.isAlive());
        if (initdb.exitValue() != 0) {
            throw new IllegalStateException("initdb failed: " + Files.readString(log(), UTF_8));
        }
    }

    /** Starts it, or comes back at once if it runs. A server that ends while it recovers is started again. */
    public void start() {
        await().dontCatchUncaughtExceptions() // others' threads lose their connections meanwhile
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    run();
                    return answers();
                });
    }

    private void run() throws IOException {
        if (isRunning()) {
            return;
        }
        var command = new ArrayList<>(List.of(
                programs.resolve("postgres").toString(), "-D", data().toString(), "-p", Integer.toString(port)));
        command.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
        settings.forEach(setting -> command.addAll(List.of("-c", setting)));
        postmaster = process(command.toArray(String[]::new));
    }

    private Process process(String... command) throws IOException {
        var builder = new ProcessBuilder(account.command(List.of(command)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }

    public boolean isRunning() {
        return postmaster != null && postmaster.isAlive();
    }

    private boolean answers() {
        try (var connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException _) {
            return false;
        }
    }

    /** As {@code pg_ctl stop -m immediate}: nothing is written any more, the next start recovers from the log. */
    public void stopImmediately() {
        stop("QUIT");
    }

    private void stop(String signal) {
        var running = postmaster;
        if (running != null && running.isAlive()) {
            signal(signal, running.pid());
            await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(() -> !running.isAlive());
        }
    }

    /** As a power cut would. */
    public void kill() {
        stop("KILL");
    }

    /** Kills one process of the server (signal 9), upon which the server ends all others and recovers. */
    public void killBackend(long pid) {
        signal("KILL", pid);
    }

    private static void signal(String name, long pid) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    public TestDatabase createDatabase(String name) throws SQLException {
        execute("CREATE DATABASE " + name);
        return new TestDatabase(jdbcUrl(name), USER, password);
    }

    public void dropDatabase(String name) throws SQLException {
        execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    private void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A connection to the server itself, not to a test's database. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl("postgres"), USER, password);
    }

    private String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    public int port() {
        return port;
    }

    /** Where its files are. */
    public Path data() {
        return home.resolve("data");
    }

    public Path log() {
        return home.resolve("postgres.log");
    }

    /** Stops it and removes its files. */
    @Override
    public void close() {
        stop("INT");
        try {
            Directories.delete(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
