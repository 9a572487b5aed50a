package dev.signet.system;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** What is done to a bench to bring one of its services to a point of the protocol. */
final class Provocations {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ENOUGH_OPEN_BATCHES = 12;
    private static final String OPEN_BATCHES = """
            SELECT count(*) FROM collection.batch WHERE state IN ('PLANNED', 'DISPATCHED', 'DEFERRED')
            """;
    private static final String BATCHES_BEING_SIGNED = """
            SELECT batch_id FROM keys.key_lease WHERE state = 'ACTIVE'
            """;
    // LRU: it is the next to be taken
    private static final String DAMAGE_NEW_KEY = """
            UPDATE keys.signing_key
               SET sealed_key = set_byte(sealed_key, 20, 255 - get_byte(sealed_key, 20))
             WHERE state = 'FREE' AND token = 0
            RETURNING kid
            """;
    private static final String RUN_THAT_IS_ON = "SELECT id::text FROM collection.run WHERE state = 'RUNNING'";
    private static final String OLDER_MASKS = """
            SELECT version FROM collection.intake_secret WHERE superseded_at IS NOT NULL AND dropped_at IS NULL
            """;
    private static final String IN_USE = "SELECT kid FROM keys.signing_key WHERE state = 'FREE' ORDER BY id LIMIT 1";

    /** Has something be signed, unless there is much to do already. */
    static void sign(CrashBench bench) {
        if (bench.system().count(OPEN_BATCHES) < ENOUGH_OPEN_BATCHES) {
            bench.callers().importRecords(8, 0);
        }
    }

    /** One record in a batch is longer than some can stand. */
    static void signABadOne(CrashBench bench) {
        if (bench.system().count(OPEN_BATCHES) < ENOUGH_OPEN_BATCHES) {
            bench.callers().importRecords(4, 1);
        }
    }

    /** Each run ends before the next begins. */
    static void signAfterTheEnd(CrashBench bench) {
        if (bench.isAtRest()) {
            bench.callers().importRecords(4, 0);
        }
    }

    /** The trigger of a batch comes again and again while it is being signed, and other workers have nothing to do. */
    static void repeatTriggers(CrashBench bench) throws Exception {
        signAfterTheEnd(bench);
        for (var batch : bench.system().texts(BATCHES_BEING_SIGNED)) {
            bench.publisher().trigger(batch, bench.system().statements("batch-dispatcher"));
        }
    }

    static void leaveLeasesOpen(CrashBench bench) {
        Faults.signSlowly();
        sign(bench);
        await().until(() -> !bench.system().texts(BATCHES_BEING_SIGNED).isEmpty());
    }

    static void publishManyRecords(CrashBench bench) throws Exception {
        bench.publisher().manyRecords();
    }

    /** What is taken once is not known any more by a version that was dropped: nothing may be left to come again. */
    static void haveTheIntakeEmpty(CrashBench bench) throws Exception {
        bench.publisher().record();
        await().atMost(PATIENCE)
                .until(() -> bench.isAtRest() && bench.publisher().intakeIsEmpty());
    }

    static void maskWithANewVersionAndDropTheOlderOnes(CrashBench bench) {
        bench.callers().maskWithANewVersion();
        bench.system().texts(OLDER_MASKS).forEach(bench.callers()::dropMask);
    }

    static void publishMalformed(CrashBench bench) throws Exception {
        bench.publisher().malformed(bench.victim());
    }

    static void addKey(CrashBench bench) {
        bench.callers().addKey();
    }

    static void takeAKeyOutOfUseAndPutItBack(CrashBench bench) {
        for (var key : bench.system().texts(IN_USE)) {
            bench.callers().takeOutOfUseAndPutBack(key);
        }
    }

    static void rotateTheKeyEncryptionKey(CrashBench bench) {
        bench.system().newKeyEncryptionKey();
        bench.callers().sealKeysAnew();
    }

    static void holdUpTheRunAndLetItGoOn(CrashBench bench) {
        sign(bench);
        for (var run : bench.system().texts(RUN_THAT_IS_ON)) {
            bench.callers().pauseAndResume(run);
        }
    }

    /** The key that is taken next cannot be opened. */
    static void damageAKey(CrashBench bench) {
        addKey(bench);
        bench.damagedKeys().addAll(bench.system().texts(DAMAGE_NEW_KEY));
        sign(bench);
    }

    /** The keyring belongs to another history of its database, as after the promotion of a standby. */
    static void failOver(CrashBench bench) {
        bench.system().execute("UPDATE keys.keyring SET history = 'another'");
        sign(bench);
    }

    /** Somebody uses the vault, and asks on when nobody answers. */
    static void keepItems(CrashBench bench) {
        bench.keeper().use();
    }

    /** What the service does that dies is told the audit log. */
    static void giveCauseForEvents(CrashBench bench) {
        if (bench.victim() == Service.VAULT) {
            keepItems(bench);
        } else {
            sign(bench);
        }
    }

    private Provocations() {}
}
