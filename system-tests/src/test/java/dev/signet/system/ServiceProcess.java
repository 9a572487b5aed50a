package dev.signet.system;

import static java.net.http.HttpResponse.BodyHandlers.discarding;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;

/** One service in an operating system process of its own, with what may happen to one: ended, killed, stopped for a while. */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        var orphans = new Thread(() -> ALIVE.forEach(Process::destroyForcibly), "service-processes-exit");
        Runtime.getRuntime().addShutdownHook(orphans);
    }

    private final Launch launch;
    private final Process process;

    private ServiceProcess(Launch launch, Process process) {
        this.launch = launch;
        this.process = process;
    }

    /** Starts it and comes back at once. */
    static ServiceProcess start(Launch launch) {
        try {
            var process = launch.builder().start();
            ALIVE.add(process);
            process.onExit().thenAccept(ALIVE::remove);
            return new ServiceProcess(launch, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it says that it is ready. */
    public ServiceProcess awaitServing() {
        Awaitility.await(launch + " is ready; its log: " + launch.log())
                .dontCatchUncaughtExceptions()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .failFast(() -> !process.isAlive())
                .until(this::isServing);
        return this;
    }

    /** Whether it answers, and says that it is ready for work. */
    public boolean isServing() {
        var question = HttpRequest.newBuilder(launch.url().resolve("/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return HTTP.send(question, discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Calls {@code then} once it has ended, whatever ended it. */
    public void onExit(Runnable then) {
        process.onExit().thenRun(then);
    }

    /** As a power cut or the out-of-memory killer would. */
    public void kill() {
        process.destroyForcibly();
        awaitExit(PATIENCE);
    }

    /** As a service manager would. */
    public void terminate() {
        process.destroy();
    }

    /** Stops the process for a while, as a paused virtual machine would be. */
    public void pause() {
        signal("STOP");
    }

    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Its exit code, 128 + n if it died of signal n. */
    public int awaitExit(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), MILLISECONDS)) {
                throw new AssertionError(
                        "%s did not end within %s; its log: %s".formatted(launch, patience, launch.log()));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
