package dev.signet.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files and processes of one PostgreSQL server: made by initdb, started by pg_ctl, stopped by signal. */
final class Cluster {
    static final String SUPERUSER = "signet";

    // fsync and synchronous_commit are PostgreSQL's defaults; they are named because the promises rest on them.
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "max_connections=200",
            "shared_buffers=256MB",
            "max_wal_size=2GB",
            "timezone=UTC",
            "log_timezone=UTC");
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private final DataDirectory data;
    private final Account account;
    private final Path programs;
    private final List<String> settings;

    Cluster(DataDirectory data, Account account, Path programs, List<String> settings) {
        this.data = data;
        this.account = account;
        this.programs = programs;
        this.settings = Stream.concat(SETTINGS.stream(), settings.stream()).toList(); // the last one counts
    }

    boolean exists() {
        return Files.exists(data.cluster());
    }

    /** Makes the cluster under another name first: one that is half made by a killed JVM is never taken for a whole one. */
    void create() throws IOException {
        var unfinished = data.unfinishedCluster();
        Directories.delete(unfinished);
        Files.createDirectory(unfinished);
        account.own(unfinished);
        account.own(data.passwordFile());
        var made = account.run(
                programs.resolve("initdb").toString(),
                "--pgdata=" + unfinished,
                "--username=" + SUPERUSER,
                "--pwfile=" + data.passwordFile(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C");
        if (!made.succeeded()) {
            throw new DatabaseDidNotStart(made.lastLine());
        }
        Files.move(unfinished, data.cluster());
    }

    void start(int port) throws IOException {
        account.own(data.cluster());
        Files.deleteIfExists(data.log());
        Files.createFile(data.log());
        account.own(data.log());
        var started = account.run(
                programs.resolve("pg_ctl").toString(),
                "--pgdata=" + data.cluster(),
                "--log=" + data.log(),
                "--options=-p " + port + " -c " + String.join(" -c ", settings),
                "--wait",
                "start");
        if (!started.succeeded()) {
            throw new DatabaseDidNotStart(lastComplaint().orElseGet(started::lastLine));
        }
    }

    /** Stops the server that runs on this directory, whoever started it; open transactions are rolled back. */
    void stop() throws IOException {
        var postmaster = postmaster();
        if (postmaster.isPresent() && isServerOfThisDirectory(postmaster.get())) {
            Command.run(List.of("/bin/sh", "-c", "kill -INT " + postmaster.get().pid()));
            if (!endsWithin(STOP_TIMEOUT)) {
                postmaster.get().destroyForcibly();
            }
        } else if (postmaster.isPresent()) {
            // the number went to another process meanwhile, for which PostgreSQL would wait in vain
            Files.deleteIfExists(pidFile());
        }
    }

    private Optional<ProcessHandle> postmaster() throws IOException {
        if (!Files.exists(pidFile())) {
            return Optional.empty();
        }
        try (var lines = Files.lines(pidFile())) {
            return lines.findFirst().map(String::strip).map(Long::valueOf).flatMap(ProcessHandle::of);
        }
    }

    private boolean isServerOfThisDirectory(ProcessHandle process) {
        var arguments = process.info().arguments().map(List::of).orElse(List.of());
        return arguments.contains(data.cluster().toString())
                && process.info()
                        .command()
                        .filter(name -> name.endsWith("postgres"))
                        .isPresent();
    }

    /** The file goes last; the process itself may stay as a zombie where nobody collects them. */
    private boolean endsWithin(Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (Files.exists(pidFile())) {
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Path pidFile() {
        return data.cluster().resolve("postmaster.pid");
    }

    private Optional<String> lastComplaint() throws IOException {
        try (var lines = Files.lines(data.log())) {
            return lines.filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
                    .reduce((_, line) -> line)
                    .map(line -> line.replaceFirst(".*(FATAL|PANIC):\\s*", ""));
        }
    }
}
