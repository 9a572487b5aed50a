package dev.signet.system.chaos;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs on several nodes, of which one after the other fails or is replaced. */
@Command(
        name = "signet cluster-test",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs two of each service and eight workers, as processes of their own, on a RabbitMQ cluster of three nodes and a PostgreSQL with a"
                    + " synchronous standby. While records come in, a broker node is killed, another is cut off for 30 seconds, the database fails over,"
                    + " half the workers are killed, and every service is replaced, one process after the other.",
            "At the end it proves from the data alone that every promise was kept, and says for how long nothing was signed."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every promise was kept",
            "1:the runs could not be held",
            "2:wrong usage",
            "14:a promise was broken"
        })
final class ClusterTest implements Callable<Integer> {
    private static final int BROKEN = 14;

    @Option(
            names = "--rounds",
            defaultValue = "1",
            paramLabel = "N",
            description = "How many runs. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--rate",
            defaultValue = "200",
            paramLabel = "N",
            description = "Records sent per second. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(names = "--workers", defaultValue = "8", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private int workers;

    @Override
    public Integer call() throws Exception {
        for (var round = 1; round <= rounds; round++) {
            var verdict = ClusterRound.run(rate, workers);
            System.out.printf("%3d/%d  %s%n", round, rounds, verdict);
            if (!verdict.isGood()) {
                return BROKEN;
            }
        }
        return 0;
    }

    static void main(String[] args) {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        System.exit(new CommandLine(new ClusterTest()).execute(args));
    }
}
