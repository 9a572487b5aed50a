package dev.signet.bench.signet;

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
    private static final Path LIB = Path.of("..", "standalone", "target", "dist", "lib");
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final int SECONDS_TO_END = 60;

    private final Process process;
    private final URI readiness;

    private ServiceProcess(Process process, URI readiness) {
        this.process = process;
        this.readiness = readiness;
    }

    /** Starts it and comes back at once. */
    static ServiceProcess start(Class<?> main, Map<String, String> settings, int port, Path log) throws IOException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", LIB + File.separator + "*", main.getName(), "--signet.port=" + port));
        settings.forEach((name, value) -> command.add("--" + name + "=" + value));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new ServiceProcess(process, URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"));
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
