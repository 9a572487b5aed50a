package dev.signet.standalone;

import dev.signet.cli.export.Export;
import dev.signet.cli.progress.Progress;
import dev.signet.cli.progress.ProgressSource;
import dev.signet.cli.progress.Terminal;
import dev.signet.cli.progress.Watch;
import dev.signet.cli.progress.WatchView;
import dev.signet.cli.server.Server;
import dev.signet.cli.verify.LedgerCheck;
import dev.signet.cli.verify.LedgerReport;
import dev.signet.cli.verify.LedgerSource;
import dev.signet.cli.verify.Summary;
import dev.signet.contract.Algorithm;
import dev.signet.platform.tls.PeerTls;
import dev.signet.seed.SeedSettings;
import dev.signet.seed.Seeder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** One demo from start to exit code. */
final class DemoRun {
    private static final int BROKEN = 14;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final double LONGEST_WAIT_FOR_EVENTS = 15;

    private final DemoOptions options;
    private final DemoHome home;
    private final Terminal terminal;

    DemoRun(DemoOptions options, DemoHome home, Terminal terminal) {
        this.options = options;
        this.home = home;
        this.terminal = terminal;
    }

    int run() throws IOException, InterruptedException {
        say("signet demo: %,d records, %,d %s keys, batches of %,d"
                .formatted(options.records, options.system.keys, options.algorithm, options.system.batchSize));
        var start = System.nanoTime();
        try (var signet = Standalone.start(
                options.system.database, options.system.broker, settings(), home.dir(), options.system.port)) {
            var startup = since(start);
            say("%-9s %s (%.1fs)".formatted("started", signet.servers().description(), startup));
            var console = signet.services().consoleUrl();
            say("%-9s %s   API: %s/docs".formatted("dashboard", console, console));
            say("%-9s %s holds the token to do more than look".formatted("operator", signet.operatorFile()));
            var code = sign(signet, startup);
            if (options.system.keepRunning) {
                sayWhereTheBrokerIs(signet.servers().broker());
                untilInterrupted();
            }
            return code;
        }
    }

    private Map<String, Object> settings() {
        return Map.of("signet.batch-size", options.system.batchSize, "signet.signer.concurrency", options.concurrency);
    }

    private int sign(Standalone signet, double startup) throws IOException, InterruptedException {
        try (var collection = Server.at(signet.services().collectionUrl().toString());
                var keys = Server.at(signet.services().keyUrl().toString());
                var worker = Server.at(signet.services().signingUrl().toString())) {
            var seeded = System.nanoTime();
            Seeder.seed(seedSettings(signet.services()), new SeedLines(terminal));
            var seed = since(seeded);
            var signed = System.nanoTime();
            var signedBefore = ProgressSource.of(collection).read().records().signed();
            var progress = untilSigned(collection);
            var sign = since(signed);
            var verified = System.nanoTime();
            var ledger = new LedgerCheck(LedgerSource.of(collection, keys), PATIENCE).run(new VerifyLines(terminal));
            var seconds = new DemoReport.Seconds(startup, seed, sign, since(verified));
            var untold = untilTold(signet.services());
            var provider = worker.get("api/v1/worker", Worker.class).provider();
            finish(
                    DemoReport.of(options, progress, signedBefore, ledger, provider, seconds),
                    progress,
                    ledger,
                    new Export(collection, keys, terminal.clock(), PATIENCE));
            say("Audit:    " + whatIsTold(untold));
            Summary.printNext(
                    terminal.out(),
                    options.system.next("signet demo", signet.services().consoleUrl()));
            return exitCode(progress, ledger);
        }
    }

    private SeedSettings seedSettings(Services services) {
        return new SeedSettings(
                services.collectionUrl(),
                services.keyUrl(),
                options.records,
                options.system.keys,
                Algorithm.of(options.algorithm),
                options.payloadBytes,
                1,
                "",
                PeerTls.off(),
                PATIENCE);
    }

    private Progress untilSigned(Server collection) throws InterruptedException {
        var source = ProgressSource.of(collection);
        if (options.records > 0) {
            new Watch(source, WatchView.on(terminal)).untilFinished(Watch.FOREVER);
        }
        return source.read();
    }

    // Signing waits for no event, so the last ones come a moment later.
    private static long untilTold(Services services) throws InterruptedException {
        var start = System.nanoTime();
        var untold = services.untold();
        while (untold > 0 && since(start) < LONGEST_WAIT_FOR_EVENTS) {
            TimeUnit.MILLISECONDS.sleep(50);
            untold = services.untold();
        }
        return untold;
    }

    private static String whatIsTold(long untold) {
        return untold == 0
                ? "every grant, store and release is in the audit log"
                : "%,d events are still on their way into the audit log".formatted(untold);
    }

    private void finish(DemoReport report, Progress progress, LedgerReport ledger, Export export)
            throws IOException, InterruptedException {
        Summary.print(terminal.out(), progress, ledger, List.of());
        say("%nSigned with %s: %,.0f records/s.  Seconds: startup %.1f, seed %.1f, sign %.1f, verify %.1f"
                .formatted(
                        report.provider(),
                        report.recordsPerSecond(),
                        report.seconds().startup(),
                        report.seconds().seed(),
                        report.seconds().sign(),
                        report.seconds().verify()));
        if (options.report != null) {
            JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValue(options.report.toFile(), report);
            say("Report:   " + options.report);
        }
        if (options.export != null) {
            export.to(options.export, Optional.empty(), true, (_, _, _) -> {});
            say("Export:   " + options.export);
        }
    }

    // With its password, so not on the terminal. Who has given a broker knows where it is.
    private void sayWhereTheBrokerIs(BrokerAddress broker) throws IOException {
        if (options.system.broker == null) {
            var file = home.dir().resolve("secrets").resolve("amqp-url");
            OwnerOnly.write(file, broker.url() + "\n");
            say("%-9s %s holds the broker's address, to publish events".formatted("events", file));
        }
    }

    private void untilInterrupted() {
        say("Running until Ctrl-C.");
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            say("Stopping.");
        }
    }

    private static int exitCode(Progress progress, LedgerReport ledger) {
        if (!ledger.holds()) {
            return BROKEN;
        }
        return progress.state() == Progress.State.COMPLETED_WITH_QUARANTINE ? 1 : 0;
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    private void say(String line) {
        terminal.out().println(line);
        terminal.out().flush();
    }

    /** What signing-service says of itself at {@code GET /api/v1/worker}. */
    private record Worker(String provider) {}
}
