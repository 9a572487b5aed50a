package dev.signet.bench.contest;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** A contestant's JVM: one run for each line that it reads, whose measurement it answers with one line. */
final class Runner {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Runner() {}

    /** @param args the contender's name and the ground as JSON */
    static void main(String[] args) throws Exception {
        var answers = System.out;
        System.setOut(new PrintStream(System.err, true, StandardCharsets.UTF_8));
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        System.setProperty("logback.configurationFile", "signet-bench-logback.xml");
        var ground = JSON.readValue(args[1], Ground.class);
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (var contestant = Contender.valueOf(args[0]).enter(ground)) {
            var meter = new Meter(contestant, ground);
            var runs = 0;
            while (commands.readLine() != null) {
                runs++;
                answers.println(JSON.writeValueAsString(meter.measure(runs)));
            }
        }
        System.exit(0);
    }
}
