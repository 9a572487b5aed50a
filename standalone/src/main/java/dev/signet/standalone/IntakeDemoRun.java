package dev.signet.standalone;

import dev.signet.cli.progress.ProgressSource;
import dev.signet.cli.progress.Terminal;
import dev.signet.cli.progress.Watch;
import dev.signet.cli.progress.WatchView;
import dev.signet.cli.server.Server;
import dev.signet.cli.verify.LedgerCheck;
import dev.signet.cli.verify.LedgerSource;
import dev.signet.cli.verify.Summary;
import dev.signet.contract.Algorithm;
import dev.signet.platform.tls.PeerTls;
import dev.signet.seed.SeedSettings;
import dev.signet.seed.Seeder;
import dev.signet.standalone.Account.Sent;
import dev.signet.standalone.Account.Taken;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** One demo of the intake from start to exit code. */
final class IntakeDemoRun {
    private static final int BROKEN = 14;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(250);

    private final IntakeDemoOptions options;
    private final DemoHome home;
    private final Terminal terminal;

    IntakeDemoRun(IntakeDemoOptions options, DemoHome home, Terminal terminal) {
        this.options = options;
        this.home = home;
        this.terminal = terminal;
    }

    int run() throws IOException, InterruptedException {
        say("signet demo intake: %,d messages, %,d Ed25519 keys, batches of %,d"
                .formatted(options.messages, options.system.keys, options.system.batchSize));
        var settings = Map.<String, Object>of("signet.batch-size", options.system.batchSize);
        var start = System.nanoTime();
        try (var signet = Standalone.start(
                options.system.database, options.system.broker, settings, home.dir(), options.system.port)) {
            say("%-9s %s (%.1fs)".formatted("started", signet.servers().description(), since(start)));
            var console = signet.services().consoleUrl();
            say("%-9s %s   rows: %s/api/v1/intake/login".formatted("dashboard", console, console));
            var code = takeIn(signet);
            if (options.system.keepRunning) {
                untilInterrupted();
            }
            return code;
        }
    }

    private int takeIn(Standalone signet) throws IOException, InterruptedException {
        try (var collection = Server.at(signet.services().collectionUrl().toString());
                var keys = Server.at(signet.services().keyUrl().toString())) {
            Seeder.seed(seedSettings(signet.services()), new SeedLines(terminal));
            var start = System.nanoTime();
            var sent = send(signet);
            var published = since(start);
            awaitTaken(collection, sent);
            say("%-9s %,d messages sent in %.1fs, taken in after %.1fs: %,.0f/s"
                    .formatted("intake", sent.total(), published, since(start), sent.total() / since(start)));
            new Watch(ProgressSource.of(collection), WatchView.on(terminal)).untilFinished(Watch.FOREVER);
            var ledger = new LedgerCheck(LedgerSource.of(collection, keys), PATIENCE).run(new VerifyLines(terminal));
            var progress = ProgressSource.of(collection).read();
            Summary.print(terminal.out(), progress, ledger, List.of());
            var account = new Account(sent, taken(collection), ledger.records(), progress.parked());
            say("");
            account.lines().forEach(this::say);
            Summary.printNext(
                    terminal.out(),
                    options.system.next("signet demo intake", signet.services().consoleUrl()));
            return ledger.holds() && account.addsUp() ? 0 : BROKEN;
        }
    }

    private SeedSettings seedSettings(Services services) {
        return new SeedSettings(
                services.collectionUrl(),
                services.keyUrl(),
                0,
                options.system.keys,
                Algorithm.of("Ed25519"),
                2,
                1,
                "",
                PeerTls.off(),
                PATIENCE);
    }

    private Sent send(Standalone signet) throws IOException {
        try (var publisher = LoginPublisher.to(signet.servers().broker().intakeUrl())) {
            publisher.send(new Logins(options.seed, options.messages), options.messages);
            return Sent.by(publisher);
        }
    }

    private void awaitTaken(Server collection, Sent sent) throws IOException, InterruptedException {
        var moved = System.nanoTime();
        var before = taken(collection);
        while (before.received() < sent.total() || before.stored() < sent.fresh()) {
            Thread.sleep(LOOK);
            var now = taken(collection);
            if (!now.equals(before)) {
                moved = System.nanoTime();
            } else if (since(moved) > PATIENCE.toSeconds()) {
                throw new IOException(
                        "the intake stands still; it has received %,d messages of %,d and stored %,d of %,d"
                                .formatted(now.received(), sent.total(), now.stored(), sent.fresh()));
            }
            before = now;
        }
    }

    private static Taken taken(Server collection) throws InterruptedException {
        return collection.get("api/v1/intake", Types.class).items().stream()
                .filter(type -> type.type().equals("login"))
                .findFirst()
                .orElseThrow();
    }

    private void untilInterrupted() {
        say("Running until Ctrl-C.");
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            say("Stopping.");
        }
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    private void say(String line) {
        terminal.out().println(line);
        terminal.out().flush();
    }

    /** What {@code GET /api/v1/intake} says. */
    private record Types(List<Taken> items) {}
}
