package dev.signet.system.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Round after round of faults, until all have passed or one has not. */
@Command(
        name = "signet chaos",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs all services as processes of their own on a real PostgreSQL and a real RabbitMQ (an embedded broker where none is installed),"
                    + " lets things go wrong as the seed decides, and proves after each round from the data alone that every promise was kept.",
            "One line for each round. A round that failed is repeated by its seed: --seed SEED --rounds 1."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every promise was kept; with --wrong: every design was caught",
            "1:the rounds could not be held",
            "2:wrong usage",
            "14:a promise was broken; with --wrong: a design was not caught"
        })
final class Chaos implements Callable<Integer> {
    private static final int BROKEN = 14;
    private static final int MOST_ROUNDS_TO_CATCH = 5;
    private static final int ROUNDS = 10;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How many rounds. Default: " + ROUNDS + ", or none with --wrong or --recovery.")
    private Optional<Integer> rounds = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Seed of the first round; each further round has the next number. Default: the time.")
    private long seed = System.currentTimeMillis() % 1_000_000_000;

    @Option(
            names = "--records",
            defaultValue = "3000",
            paramLabel = "N",
            description = "Records sent in a round. Default: ${DEFAULT-VALUE}.")
    private int records;

    @Option(names = "--embedded-broker", description = "Use the embedded broker even where a RabbitMQ is installed.")
    private boolean embeddedBroker;

    @Option(
            names = "--tls",
            description = "Let services show each other certificates; then no request between them comes twice.")
    private boolean tls;

    @Option(names = "--keep-going", description = "Go on after a round that failed.")
    private boolean keepGoing;

    @Option(
            names = "--wrong",
            split = ",",
            paramLabel = "DESIGN",
            description = "Run these designs, which are known to be wrong, for at most " + MOST_ROUNDS_TO_CATCH
                    + " rounds each, and see whether they are caught: ${COMPLETION-CANDIDATES}.")
    private List<Wrong> wrong = List.of();

    @Option(
            names = "--recovery",
            description = "Measure how soon the keys of dead workers are free and a killed service serves again.")
    private boolean recovery;

    @Override
    public Integer call() throws Exception {
        var bed = Bed.make(embeddedBroker, tls);
        var emergency = new Thread(() -> bed.close(true));
        Runtime.getRuntime().addShutdownHook(emergency);
        var passed = false;
        try {
            System.out.println("chaos: " + bed.description());
            bed.warmUp();
            passed = allKept(bed) && allCaught(bed) && (!recovery || hasRecovered(bed));
            return passed ? 0 : BROKEN;
        } finally {
            if (Runtime.getRuntime().removeShutdownHook(emergency)) {
                bed.close(!passed);
            }
        }
    }

    private boolean allKept(Bed bed) throws Exception {
        var start = System.nanoTime();
        var number = rounds.orElse(wrong.isEmpty() && !recovery ? ROUNDS : 0);
        if (number == 0) {
            return true;
        }
        var failed = 0;
        for (var round = 0; round < number && (keepGoing || failed == 0); round++) {
            var verdict = new Round(bed, plan(bed, round)).run();
            System.out.printf("%3d/%d  %s%n", round + 1, number, verdict);
            failed += verdict.isGood() ? 0 : 1;
        }
        System.out.printf(
                "chaos: %s in %d rounds, %d min%n",
                failed == 0 ? "no violation" : failed + " failed; their logs are in " + bed.home(),
                number,
                Duration.ofNanos(System.nanoTime() - start).toMinutes());
        return failed == 0;
    }

    private static boolean hasRecovered(Bed bed) throws Exception {
        var times = Recovery.measure(bed);
        System.out.println(times);
        return times.areAsPromised();
    }

    private boolean allCaught(Bed bed) throws Exception {
        if (wrong.isEmpty()) {
            return true;
        }
        var caught = 0;
        for (var design : wrong) {
            caught += isCaught(bed, design) ? 1 : 0;
        }
        System.out.printf("chaos: %d of %d wrong designs were caught%n", caught, wrong.size());
        return caught == wrong.size();
    }

    private boolean isCaught(Bed bed, Wrong design) throws Exception {
        for (var round = 0; round < MOST_ROUNDS_TO_CATCH; round++) {
            var verdict = new Round(bed, plan(bed, round).with(design)).run();
            if (verdict.isCaught()) {
                System.out.printf("%s: caught in round %d%n    %s%n", design, round + 1, verdict);
                return true;
            }
        }
        System.out.printf("%s: NOT CAUGHT in %d rounds from seed %d%n", design, MOST_ROUNDS_TO_CATCH, seed);
        return false;
    }

    private Plan plan(Bed bed, int round) {
        return Draw.plan(seed + round, records, bed.abilities());
    }

    static void main(String[] args) {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        System.exit(new CommandLine(new Chaos())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }
}
