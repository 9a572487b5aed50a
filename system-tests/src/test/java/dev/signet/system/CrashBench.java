package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.system.check.Journal;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** A system on which one service dies again and again, while the others go on in the test's JVM. */
final class CrashBench implements AutoCloseable {
    private static final int KEYS = 5;
    private static final int KILLED = 137;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LOOKS_BETWEEN_LEAPS = 15;

    private static final String WORK_LEFT = """
            SELECT (SELECT count(*) FROM collection.record WHERE id > (SELECT through FROM collection.planned))
                 + (SELECT count(*) FROM collection.batch WHERE state IN ('PLANNED', 'DISPATCHED', 'DEFERRED'))
                 + (SELECT count(*) FROM collection.run WHERE state = 'RUNNING')
                 + (SELECT count(*) FROM keys.key_lease WHERE state <> 'CLOSED')
                 + (SELECT count(*) FROM keys.outbox)
                 + (SELECT count(*) FROM collection.outbox)
            """;

    private final Service victim;
    private final TestSystem system = TestSystem.create()
            .with("signet.batch-size", 4)
            .with("signet.linger", "50ms")
            .with("signet.audit.gather", "20ms")
            .with("signet.lease.ttl", "2s")
            .with("signet.lease.reap-interval", "100ms")
            .with("signet.failure.retry-delay", "10ms")
            .with("signet.progress.interval", "50ms")
            .with("signet.progress.idle-interval", "50ms");
    private final CrashCallers callers;
    private final CrashPublisher publisher;
    private final Set<String> damagedKeys = new HashSet<>();

    CrashBench(Service victim) throws Exception {
        this.victim = victim;
        for (var service : Service.ofSigning()) {
            start(service);
        }
        Journal.install(system.servers());
        system.seed(0, KEYS);
        callers = new CrashCallers(system.url(Service.COLLECTION), system.url(Service.KEYS));
        publisher = new CrashPublisher(system.connectToBroker());
    }

    private void start(Service service) {
        switch (service) {
            case SIGNING -> system.start(service, Faults.OfSigners.class);
            case COLLECTION -> system.start(service, Faults.OfRecords.class);
            case KEYS, AUDIT, DISPATCHER, VAULT -> system.start(service);
        }
    }

    /** Has the service die at its point, in a process of its own. */
    void crash(CrashCase at) throws Exception {
        var scenario = CrashScenarios.of(at.point());
        forgetOutages();
        scenario.prepare().take(this);
        system.stop(victim);
        try (var process = launch(at, scenario).start()) {
            await("it serves").atMost(PATIENCE).until(() -> process.isServing() || !process.isAlive());
            await("it dies at its point").atMost(PATIENCE).until(() -> {
                scenario.provoke().take(this);
                return !process.isAlive();
            });
            assertThat(process.awaitExit(PATIENCE)).isEqualTo(KILLED);
        }
    }

    // A worker waits longer and longer with each outage of collection-service that follows upon another.
    private void forgetOutages() {
        if (victim == Service.COLLECTION) {
            system.stop(Service.SIGNING);
            start(Service.SIGNING);
        }
    }

    private Launch launch(CrashCase at, CrashScenario scenario) {
        var name = "%s-%s-%d".formatted(at.service(), at.point(), at.pass());
        return system.launch(victim, name, scenario.settings())
                .with("-Dsignet.crash-at=%s:%d".formatted(at.point(), at.pass()));
    }

    /** Starts the service again, and waits until all is done that there is to do. */
    void recover() {
        Faults.end();
        start(victim);
        var looks = new int[1];
        await("all is signed, all leases are closed, and all is in the audit log")
                .atMost(PATIENCE)
                .until(() -> {
                    if (looks[0]++ % LOOKS_BETWEEN_LEAPS == 0) {
                        TimeLeap.on(system);
                    }
                    return callers.repeatUnanswered() && isAtRest();
                });
    }

    boolean isAtRest() {
        return system.count("SELECT count(*) FROM collection.record") == records() && system.count(WORK_LEFT) == 0;
    }

    /** How many records were sent. */
    int records() {
        return callers.records() + publisher.records();
    }

    /** What must hold whoever has died. */
    void assertProved() throws Exception {
        new CrashProof(this).assertAll();
    }

    Service victim() {
        return victim;
    }

    TestSystem system() {
        return system;
    }

    CrashCallers callers() {
        return callers;
    }

    CrashPublisher publisher() {
        return publisher;
    }

    /** How many keys were asked for. */
    int keys() {
        return KEYS + callers.keysAdded();
    }

    /** The ids of keys that cannot be opened any more. */
    Set<String> damagedKeys() {
        return damagedKeys;
    }

    @Override
    public void close() throws Exception {
        Faults.end();
        callers.close();
        publisher.close();
        system.close();
    }
}
