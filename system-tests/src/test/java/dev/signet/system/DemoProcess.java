package dev.signet.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** {@code signet demo} in a process of its own, as a person would run it. */
final class DemoProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 150;
    private static final Pattern SOME_SIGNED = Pattern.compile(" [1-9]\\d?% ");

    private final Process process;
    private final Path output;

    private DemoProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static DemoProcess start(String... options) {
        try {
            var output = Files.createTempFile("signet-demo-", ".out");
            var command =
                    new ArrayList<>(List.of("/bin/bash", Installation.launcher().toString(), "demo"));
            command.addAll(List.of(options));
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new DemoProcess(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The exit code, once it has ended. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the demo did not end:\n" + output());
        }
        return process.exitValue();
    }

    /** Waits until it is under way, and not done. */
    void awaitSomeSigned() {
        await(SOME_SIGNED);
    }

    /** Waits until it has said something; the match has its groups. */
    Matcher await(Pattern said) {
        return Awaitility.await()
                .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .failFast("the demo ended", () -> !process.isAlive())
                .until(() -> said.matcher(output()), Matcher::find);
    }

    /** As Ctrl-C or a service manager would. */
    void terminate() {
        process.destroy();
    }

    /** As a power cut would. */
    void kill() {
        process.destroyForcibly();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(output);
    }
}
