package dev.signet.system.chaos;

import dev.signet.system.check.Check;
import dev.signet.system.check.Checks;
import dev.signet.system.check.Evidence;
import dev.signet.system.check.Journal;
import dev.signet.system.check.Payloads;
import dev.signet.system.check.TestKey;
import dev.signet.system.check.Violation;
import dev.signet.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** One round: a new Signet, users, faults, the end of all faults, and then the question whether every promise was kept. */
final class Round {
    private final Bed bed;
    private final Plan plan;
    private final Path directory;
    private final List<TestKey> keys;
    private final List<Violation> violations = new ArrayList<>();

    Round(Bed bed, Plan plan) {
        this.bed = bed;
        this.plan = plan;
        this.directory = bed.directory(plan.name());
        this.keys = Stream.generate(() -> TestKey.generate("Ed25519"))
                .limit(plan.keys())
                .toList();
    }

    Verdict run() throws Exception {
        var start = System.nanoTime();
        bed.sweep();
        var database = bed.database().createDatabase(plan.name());
        var figures = hold(database);
        if (violations.isEmpty()) {
            bed.forget(directory, plan.name());
        }
        return new Verdict(plan, figures, List.copyOf(violations), Duration.ofNanos(System.nanoTime() - start));
    }

    private Figures hold(TestDatabase database) throws Exception {
        try (var signet = new Deployment(bed, plan, database, directory);
                var users = new Users(
                        plan,
                        signet.url(Node.COLLECTION),
                        signet.url(Node.VAULT),
                        bed.broker().amqpUri(),
                        database)) {
            var evidence = evidence(signet, users, database);
            signet.start();
            Journal.install(evidence.servers());
            if (plan.wrong().isPresent()) {
                plan.wrong().get().unguard(database);
            }
            new KeyUser(signet.url(Node.KEYS)).bring(keys);
            var repeated = faults(new Scene(bed, signet, users), evidence);
            settle(users, evidence, database);
            signet.stop();
            check(Checks.stopped(), evidence);
            check(Checks.vault(), evidence);
            return Figures.of(database, users.excused().size(), repeated);
        }
    }

    private Evidence evidence(Deployment signet, Users users, TestDatabase database) {
        var servers = new Evidence.Servers(
                database.jdbcUrl(),
                database.user(),
                database.password(),
                bed.broker().amqpUri(),
                signet.url(Node.COLLECTION),
                signet.url(Node.KEYS));
        var traces =
                new Evidence.Traces(List.of(directory), List.of(bed.database().data()), bed.brokerData());
        var sent = new Evidence.Sent(
                keys,
                users.records(),
                users.malformed(),
                users.excused(),
                new Payloads(),
                plan.wipesTheBroker(),
                users.vault().secrets());
        return new Evidence(servers, traces, sent);
    }

    /** How many messages came again. */
    private long faults(Scene scene, Evidence evidence) throws InterruptedException {
        var random = new SplittableRandom(plan.seed());
        try (var echo = new Echo(
                        bed.broker().amqpUri(), plan.repeated(), plan.ttl().multipliedBy(2), random);
                var watch = new Watch(evidence)) {
            scene.users().start();
            for (var failure : new Incidents(scene).happen(plan.incidents())) {
                violations.add(new Violation("test bed", failure));
            }
            violations.addAll(watch.found());
            return echo.repeated();
        }
    }

    private void settle(Users users, Evidence evidence, TestDatabase database) throws InterruptedException {
        if (!users.awaitAllSent(plan.patience())) {
            violations.add(new Violation("end", "not all that users send was taken within " + plan.patience()));
        }
        new Rest(database, bed.broker().amqpUri())
                .await(plan.patience())
                .ifPresentOrElse(
                        unrest -> violations.add(new Violation("end", unrest)),
                        () -> { // which would wait for the end of the run
                            check(Checks.serving(), evidence);
                            users.vault().violations().forEach(this::add);
                        });
    }

    private void check(List<Check> checks, Evidence evidence) {
        for (var check : checks) {
            try {
                check.violations(evidence).forEach(this::add);
            } catch (Exception e) {
                add(new Violation(check.name(), "could not be looked at: " + e));
            }
        }
    }

    private void add(Violation violation) {
        if (!violations.contains(violation)) {
            violations.add(violation);
        }
    }
}
