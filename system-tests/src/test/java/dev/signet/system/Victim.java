package dev.signet.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The service of a bench that dies, and is started again, as a process of its own. It is told where to die once all is prepared for that. */
final class Victim implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TestSystem system;
    private final Service service;
    private final Path order;
    private @Nullable ServiceProcess process;
    private boolean hasServed;
    private int lives;

    Victim(TestSystem system, Service service) {
        this.system = system;
        this.service = service;
        this.order = Path.of("target", "crash-of-" + service).toAbsolutePath();
    }

    Service service() {
        return service;
    }

    /** Starts it, to die nowhere until it is told to, and waits until it serves. */
    void start() throws IOException {
        Files.deleteIfExists(order);
        start("@" + order, Map.of());
        process().awaitServing();
    }

    private void start(String crashAt, Map<String, String> settings) {
        var log = "%s-life-%d".formatted(service, ++lives);
        process = system.launch(service, log, settings)
                .with("-Dsignet.crash-at=" + crashAt)
                .start();
        hasServed = false;
    }

    /** Tells it where to die; if it needs other settings for that, or a start, then in another process. */
    void dieAt(CrashCase at, CrashScenario scenario) throws IOException {
        var crash = "%s:%d".formatted(at.point(), at.pass());
        if (scenario.needsAStart()) {
            process().terminate();
            process().awaitExit(PATIENCE);
            start(crash, scenario.settings());
        } else {
            var written = Files.writeString(order.resolveSibling(order.getFileName() + ".new"), crash);
            Files.move(written, order, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Whether it has been ready once: at some points it is not any more. */
    boolean hasServed() {
        hasServed = hasServed || process().isServing();
        return hasServed;
    }

    boolean isAlive() {
        return process().isAlive();
    }

    int exitCode() {
        return process().awaitExit(PATIENCE);
    }

    private ServiceProcess process() {
        return Objects.requireNonNull(process, "it was never started");
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
