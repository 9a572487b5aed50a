package dev.signet.bench.signet;

import dev.signet.bench.contest.Memory;
import dev.signet.bench.contest.MemoryLog;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One service in a process of its own, with the options that this JVM was given. */
final class ServiceProcess {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");
    private static final Path LIB = Path.of("..", "standalone", "target", "dist", "lib");
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final int SECONDS_TO_END = 60;

    private final String name;
    private final Process process;
    private final URI readiness;
    private final MemoryLog collections;

    private ServiceProcess(String name, Process process, URI readiness, MemoryLog collections) {
        this.name = name;
        this.process = process;
        this.readiness = readiness;
        this.collections = collections;
    }

    /** Starts it and comes back at once. */
    static ServiceProcess start(String name, Class<?> main, Map<String, String> settings, int port, Path home)
            throws IOException {
        var log = home.resolve("log-" + port);
        var collections = new MemoryLog(home.resolve("gc-" + port));
        var command = new ArrayList<>(List.of(JAVA.resolve("java").toString(), collections.jvmOption()));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !MemoryLog.isOption(option))
                .forEach(command::add);
        command.addAll(List.of("-cp", LIB + File.separator + "*", main.getName(), "--signet.port=" + port));
        settings.forEach((setting, value) -> command.add("--" + setting + "=" + value));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var readiness = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");
        return new ServiceProcess(name, process, readiness, collections);
    }

    String name() {
        return name;
    }

    /** What it has taken of the processors until now. */
    double processorSeconds() {
        return process.info()
                .totalCpuDuration()
                .map(time -> time.toMillis() / 1e3)
                .orElse(0.0);
    }

    void awaitServing() throws InterruptedException {
        while (!isServing()) {
            if (!process.isAlive()) {
                throw new IllegalStateException("a service ended with " + process.exitValue());
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private boolean isServing() throws InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(readiness).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException _) {
            return false;
        }
    }

    /** What it has taken by now, after it was told to collect all that it does not need. */
    Memory memory() throws IOException, InterruptedException {
        var pid = Long.toString(process.pid());
        new ProcessBuilder(JAVA.resolve("jcmd").toString(), pid, "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return collections.read(name, process.pid());
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** In order, also if it was stopped. */
    void end() throws InterruptedException {
        try {
            signal("CONT");
        } catch (IOException _) {
            // it ends below in any case
        }
        process.destroy();
        if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
