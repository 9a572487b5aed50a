package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.system.check.Journal;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** A system on which one service, a process of its own, dies again and again, while the others go on in the test's JVM. */
final class CrashBench implements AutoCloseable {
    private static final int KEYS = 5;
    private static final int KILLED = 137;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LOOKS_BETWEEN_LEAPS = 15;

    private static final String WORK_LEFT = """
            SELECT (SELECT count(*) FROM collection.planned p JOIN collection.record r ON r.id > p.through AND r.id >> 40 = p.keyring)
                 + (SELECT count(*) FROM collection.batch WHERE state IN ('PLANNED', 'DISPATCHED', 'DEFERRED'))
                 + (SELECT count(*) FROM collection.run WHERE state = 'RUNNING')
                 + (SELECT count(*) FROM keys.key_lease WHERE state <> 'CLOSED')
                 + (SELECT count(*) FROM keys.outbox)
                 + (SELECT count(*) FROM collection.outbox)
            """;

    private static final String RECORDS = "SELECT count(*) FROM collection.record";
    private static final String CIPHERTEXTS = " WHERE substring(payload, 1, 9) = '{\"vault\":'";

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
    private final Victim victim;
    private final CrashKeeper keeper = new CrashKeeper(system.url(Service.VAULT));

    CrashBench(Service dying) throws Exception {
        victim = new Victim(system, dying);
        for (var service : Service.ofSigning()) {
            start(service);
        }
        if (dying == Service.VAULT) {
            victim.start();
        }
        Journal.install(system.servers());
        system.seed(0, KEYS);
        callers = new CrashCallers(system.url(Service.COLLECTION), system.url(Service.KEYS));
        publisher = new CrashPublisher(system.connectToBroker());
    }

    private void start(Service service) throws IOException {
        if (service == victim.service()) {
            victim.start();
            return;
        }
        switch (service) {
            case SIGNING -> system.start(service, Faults.OfSigners.class);
            case COLLECTION -> system.start(service, Faults.OfRecords.class);
            case KEYS, AUDIT, DISPATCHER, VAULT -> system.start(service);
        }
    }

    /** Has the service die at its point. */
    void crash(CrashCase at) throws Exception {
        var scenario = CrashScenarios.of(at.point());
        scenario.prepare().take(this);
        victim.dieAt(at, scenario);
        await("it dies at its point").atMost(PATIENCE).until(() -> {
            if (victim.hasServed()) {
                scenario.provoke().take(this);
            }
            return !victim.isAlive();
        });
        assertThat(victim.exitCode()).isEqualTo(KILLED);
    }

    /** Starts the service again, and waits until all is done that there is to do. */
    void recover() throws Exception {
        Faults.end();
        victim.start();
        var looks = new int[1];
        await("all is signed, all leases are closed, and all is in the audit log")
                .atMost(PATIENCE)
                .until(() -> {
                    if (looks[0]++ % LOOKS_BETWEEN_LEAPS == 0) {
                        TimeLeap.on(system);
                    }
                    return callers.repeatUnanswered() && keeper.isAnswered() && isAtRest();
                });
    }

    boolean isAtRest() {
        return system.count(RECORDS) == records() + ciphertexts()
                && system.count(WORK_LEFT) == 0
                && (victim() != Service.VAULT || system.count("SELECT count(*) FROM vault.outbox") == 0);
    }

    /** How many records are the vault's. */
    long ciphertexts() {
        return system.count(RECORDS + CIPHERTEXTS);
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
        return victim.service();
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

    CrashKeeper keeper() {
        return keeper;
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
        keeper.close();
        victim.close();
        system.close();
    }
}
