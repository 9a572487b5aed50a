package dev.signet.bench;

import static java.util.Objects.requireNonNull;

import dev.signet.bench.contest.Contender;
import dev.signet.bench.contest.Ground;
import dev.signet.bench.contest.Measurement;
import dev.signet.bench.contest.RunnerProcess;
import dev.signet.bench.contest.Workload;
import dev.signet.embedded.Directories;
import dev.signet.testing.RabbitNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One workload: every contestant runs once, then every one a second time, and so on. */
final class Contest {
    private final Server server;
    private final Workload workload;
    private final Set<Contender> contenders;
    private final List<String> javaOptions;

    Contest(Server server, Workload workload, Set<Contender> contenders, List<String> javaOptions) {
        this.server = server;
        this.workload = workload;
        this.contenders = contenders;
        this.javaOptions = javaOptions;
    }

    /** What each run of each contestant took, in their order. */
    record Outcome(Workload workload, Map<Contender, List<Measurement>> runs) {}

    Outcome hold(int repeat) throws IOException, InterruptedException {
        var home = Files.createTempDirectory("signet-bench-");
        var runners = new EnumMap<Contender, RunnerProcess>(Contender.class);
        var runs = new EnumMap<Contender, List<Measurement>>(Contender.class);
        try {
            for (var contender : contenders) {
                if (contender.needsRabbit() && !RabbitNode.isInstalled()) {
                    System.out.printf("  %s: needs the Debian package rabbitmq-server%n", contender.title());
                    continue;
                }
                var own = Files.createDirectory(home.resolve(contender.name()));
                runners.put(
                        contender,
                        new RunnerProcess(
                                contender,
                                new Ground(
                                        workload,
                                        server.freshDatabase(),
                                        contender.needsRabbit() ? server.freshBroker() : "",
                                        own),
                                javaOptions));
                runs.put(contender, new ArrayList<>());
            }
            for (var i = 1; i <= repeat; i++) {
                for (var entry : runners.entrySet()) {
                    var measured = entry.getValue().run();
                    requireNonNull(runs.get(entry.getKey())).add(measured);
                    System.out.printf(
                            "  %d/%d  %-28s %7.3f s  %6.2f s of CPU, its own JVM's %6.2f s%n",
                            i,
                            repeat,
                            entry.getKey().title(),
                            measured.seconds(),
                            measured.cpuSeconds(),
                            measured.ownCpuSeconds());
                }
            }
        } finally {
            for (var runner : runners.values()) {
                runner.close();
            }
        }
        Directories.delete(home);
        return new Outcome(workload, runs);
    }
}
