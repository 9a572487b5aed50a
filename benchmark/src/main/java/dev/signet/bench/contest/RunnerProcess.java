package dev.signet.bench.contest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** A contestant in a JVM of its own, seen from the one that has them take turns. */
public final class RunnerProcess implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SECONDS_TO_END = 60;

    private final Contender contender;
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter commands;
    private final Path log;

    /** @param jvmOptions for the contestant's JVM */
    public RunnerProcess(Contender contender, Ground ground, List<String> jvmOptions) throws IOException {
        this.contender = contender;
        this.log = ground.home().resolve("log");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                ground.collections().jvmOption()));
        command.addAll(jvmOptions);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Runner.class.getName(),
                contender.name(),
                JSON.writeValueAsString(ground)));
        this.process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        this.answers = process.inputReader(UTF_8);
        this.commands = process.outputWriter(UTF_8);
    }

    /** Throws when the contestant has failed; its log says why. */
    public Measurement run() throws IOException {
        commands.write("run\n");
        commands.flush();
        var answer = answers.readLine();
        while (answer != null && !answer.startsWith("{")) {
            answer = answers.readLine(); // the JVM itself may have something to say
        }
        if (answer == null) {
            throw new IOException("%s has failed; its log: %s".formatted(contender.title(), log));
        }
        return JSON.readValue(answer, Measurement.class);
    }

    /** The end of its input ends it; what does not end is ended. */
    @Override
    public void close() throws IOException, InterruptedException {
        try {
            commands.close();
        } finally {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly); // or they would stay behind
                process.destroyForcibly();
            }
        }
    }
}
