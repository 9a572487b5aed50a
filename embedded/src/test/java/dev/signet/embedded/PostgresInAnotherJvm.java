package dev.signet.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server whose JVM can be ended by any means without ending the test's. */
final class PostgresInAnotherJvm implements AutoCloseable {
    private final Process jvm;
    private final String jdbcUrl;
    private final String password;

    private PostgresInAnotherJvm(Process jvm, BufferedReader output) throws IOException {
        this.jvm = jvm;
        this.jdbcUrl = output.readLine();
        this.password = output.readLine();
    }

    /** The child: an optional data directory is its only argument. */
    public static void main(String[] arguments) throws IOException {
        var server = arguments.length == 0 ? EmbeddedPostgres.start() : EmbeddedPostgres.startIn(Path.of(arguments[0]));
        System.out.println(server.jdbcUrl("postgres"));
        System.out.println(server.password());
        System.exit(System.in.read());
    }

    static PostgresInAnotherJvm start(Map<String, String> environment, Path... dataDirectory) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                PostgresInAnotherJvm.class.getName()));
        for (var directory : dataDirectory) {
            command.add(directory.toString());
        }
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        var jvm = builder.start();
        return new PostgresInAnotherJvm(jvm, new BufferedReader(new InputStreamReader(jvm.getInputStream(), UTF_8)));
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, Cluster.SUPERUSER, password);
    }

    void kill() throws InterruptedException {
        jvm.destroyForcibly().waitFor();
    }

    void terminate() throws InterruptedException {
        jvm.destroy();
        jvm.waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        terminate();
    }
}
