package dev.signet.system;

import static org.awaitility.Awaitility.await;

import dev.signet.embedded.FreePort;
import dev.signet.vault.VaultApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A vault-service in a process of its own, so that it has its own heap and its own log, and can be killed. */
final class VaultNode implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final int port = FreePort.any();
    private final Path log;
    private final Process process;

    private VaultNode(TestSystem system, Path log, String... heap) {
        this.log = log;
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(heap));
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), VaultApplication.class.getName()));
        command.add("--signet.port=" + port);
        system.settings().forEach((name, value) -> command.add("--" + name + "=" + value));
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param options of its JVM */
    static VaultNode start(TestSystem system, Path log, String... options) {
        var node = new VaultNode(system, log, options);
        await().atMost(PATIENCE).until(node::isReady);
        return node;
    }

    private boolean isReady() throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("it has ended: see " + log);
        }
        try (var http = HttpClient.newHttpClient()) {
            var question = HttpRequest.newBuilder(uri().resolve("/actuator/health/readiness"))
                    .build();
            return http.send(question, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Path log() {
        return log;
    }

    /** As a power cut would. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
