package dev.signet.system;

import dev.signet.platform.CrashPoint;

/** How each point is reached. What is seldom in a good run is provoked: by bad records, slow peers, messages that are none. */
final class CrashScenarios {
    private static final CrashScenario SIGNING = CrashScenario.of(Provocations::sign);
    private static final CrashScenario REFUSING =
            CrashScenario.of(Provocations::signABadOne).after(_ -> Faults.refuseBadRecords());
    private static final CrashScenario SLOW_SIGNING = SIGNING.after(_ -> Faults.signSlowly());
    private static final CrashScenario PARKING = CrashScenario.of(Provocations::publishMalformed);

    static CrashScenario of(CrashPoint point) {
        return switch (point) {
            case DISPATCHER_BEFORE_CLAIM, DISPATCHER_CLAIMED, DISPATCHER_PUBLISHED, DISPATCHER_MARKED -> SIGNING;

            case WORKER_RECEIVED,
                    WORKER_BEFORE_LEASE,
                    WORKER_LEASED,
                    WORKER_BEFORE_STORE,
                    WORKER_STORED,
                    WORKER_COMPLETED,
                    WORKER_ACKNOWLEDGED -> SIGNING;
            case WORKER_BEFORE_RENEWAL, WORKER_RENEWED -> SIGNING.after(_ -> Faults.handRecordsOutSlowly());
            // a trigger that comes again while its batch is being signed
            case WORKER_BEFORE_DEFERRAL, WORKER_DEFERRED ->
                CrashScenario.of(Provocations::repeatTriggers).after(_ -> Faults.handRecordsOutSlowly());
            case WORKER_BEFORE_FAILURE, WORKER_FAILED, WORKER_BEFORE_REVOCATION, WORKER_REVOKED ->
                CrashScenario.of(Provocations::signABadOne).with("signet.record.max-bytes", "1KB");

            case KEYS_BEFORE_GRANT, KEYS_GRANTED, KEYS_BEFORE_CLOSE, KEYS_CLOSED, KEYS_ACKNOWLEDGED -> SIGNING;
            case KEYS_BEFORE_RENEWAL, KEYS_RENEWED -> SLOW_SIGNING;
            case KEYS_BEFORE_REVOCATION, KEYS_REVOKED, KEYS_BEFORE_FENCE, KEYS_FENCED -> REFUSING;
            case KEYS_BEFORE_EXPIRY, KEYS_EXPIRED ->
                SIGNING.after(Provocations::leaveLeasesOpen).with("signet.lease.ttl", "400ms");
            case KEYS_BEFORE_RECOVERY, KEYS_RECOVERED ->
                SIGNING.after(Provocations::leaveLeasesOpen)
                        .with("signet.recover-at-start", "true")
                        .onlyAtStart();
            case KEYS_BEFORE_ADDITION, KEYS_ADDED -> CrashScenario.of(Provocations::addKey);
            case KEYS_BEFORE_CHANGE, KEYS_CHANGED -> CrashScenario.of(Provocations::takeAKeyOutOfUseAndPutItBack);
            case KEYS_BEFORE_REWRAP, KEYS_REWRAPPED -> CrashScenario.of(Provocations::rotateTheKeyEncryptionKey);
            case KEYS_BEFORE_FAILOVER, KEYS_FAILED_OVER -> CrashScenario.of(Provocations::failOver);
            case KEYS_BEFORE_WITHDRAWAL, KEYS_WITHDRAWN -> CrashScenario.of(Provocations::damageAKey);

            case COLLECTION_BEFORE_IMPORT,
                    COLLECTION_IMPORTED,
                    COLLECTION_BEFORE_PLAN,
                    COLLECTION_PLANNED,
                    COLLECTION_BEFORE_CLAIM,
                    COLLECTION_CLAIMED,
                    COLLECTION_BEFORE_MARK,
                    COLLECTION_MARKED,
                    COLLECTION_BEFORE_STORE,
                    COLLECTION_STORED -> SIGNING;
            case COLLECTION_BEFORE_INTAKE, COLLECTION_TAKEN_IN, COLLECTION_ACKNOWLEDGED ->
                CrashScenario.of(Provocations::publishManyRecords);
            case COLLECTION_BEFORE_ROTATION, COLLECTION_ROTATED, COLLECTION_BEFORE_DROP, COLLECTION_DROPPED ->
                CrashScenario.of(Provocations::maskWithANewVersionAndDropTheOlderOnes)
                        .after(Provocations::haveTheIntakeEmpty);
            case COLLECTION_BEFORE_DEFERRAL, COLLECTION_DEFERRED ->
                CrashScenario.of(Provocations::repeatTriggers).after(_ -> Faults.signSlowly());
            case COLLECTION_BEFORE_FAILURE,
                    COLLECTION_FAILED,
                    COLLECTION_BEFORE_SPLIT,
                    COLLECTION_SPLIT,
                    COLLECTION_BEFORE_QUARANTINE,
                    COLLECTION_QUARANTINED,
                    COLLECTION_BEFORE_FENCE,
                    COLLECTION_FENCED -> REFUSING;
            case COLLECTION_BEFORE_RUN_END, COLLECTION_RUN_ENDED -> CrashScenario.of(Provocations::signAfterTheEnd);
            case COLLECTION_BEFORE_PAUSE, COLLECTION_PAUSED, COLLECTION_BEFORE_RESUMPTION, COLLECTION_RESUMED ->
                CrashScenario.of(Provocations::holdUpTheRunAndLetItGoOn);
            case COLLECTION_BEFORE_RECOVERY, COLLECTION_RECOVERED ->
                SIGNING.after(Provocations::leaveLeasesOpen)
                        .with("signet.recover-at-start", "true")
                        .onlyAtStart();

            case VAULT_BEFORE_BEGINNING,
                    VAULT_BEGUN,
                    VAULT_BEFORE_RECORD,
                    VAULT_RECORDED,
                    VAULT_BEFORE_STORE,
                    VAULT_STORED,
                    VAULT_BEFORE_REMOVAL,
                    VAULT_REMOVED -> CrashScenario.of(Provocations::keepItems);

            case OUTBOX_BEFORE_SEND, OUTBOX_SENT, OUTBOX_BEFORE_DELETION, OUTBOX_DELETED ->
                CrashScenario.of(Provocations::giveCauseForEvents);
            case AUDIT_BEFORE_APPEND, AUDIT_APPENDED -> SIGNING;

            case COLLECTION_BEFORE_PARKED_ROW,
                    COLLECTION_PARKED_ROW,
                    PARKING_BEFORE_ROW,
                    PARKING_KEPT,
                    PARKING_PUBLISHED -> PARKING;
        };
    }

    private CrashScenarios() {}
}
