package dev.signet.platform;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The points of the protocol at which a test ends the process at once, as a power cut would: directly before and after everything that is committed or
 * sent. Where nothing lies between the end of one step and the beginning of the next, both are one point.
 *
 * <p>A point {@code BEFORE} a commit lies inside the transaction, all of it written; before a statement that commits by itself, and before a call, lies the
 * point directly before it. Calls that only ask have none.
 *
 * <p>Off unless the system property {@code signet.crash-at} names a point, as {@code NAME} or {@code NAME:pass}, or the file that will name one, as
 * {@code @file}; off, each costs a comparison with a constant.
 */
public enum CrashPoint {
    // --- batch-dispatcher: a round claims due batches, publishes their triggers, and says so

    /** About to ask collection-service for due batches. */
    DISPATCHER_BEFORE_CLAIM,
    /** The claimed batches are here, no trigger is out yet. */
    DISPATCHER_CLAIMED,
    /** The broker has confirmed all triggers, collection-service does not know it. */
    DISPATCHER_PUBLISHED,
    /** The batches are marked as dispatched. */
    DISPATCHER_MARKED,

    // --- signing-service: a trigger is taken, a key leased, the batch signed and stored, the end said, the trigger
    // acknowledged

    /** A trigger was taken from its queue. */
    WORKER_RECEIVED,
    /** The batch is known to be open; about to ask for a lease, or to ask again. */
    WORKER_BEFORE_LEASE,
    /** The request for a lease was answered. */
    WORKER_LEASED,
    /** Some records are signed and the lease is about to be prolonged. */
    WORKER_BEFORE_RENEWAL,
    /** The renewal was answered. */
    WORKER_RENEWED,
    /** All records are signed and about to be stored. */
    WORKER_BEFORE_STORE,
    /** The store was answered; SigningCompleted is not out yet. */
    WORKER_STORED,
    /** The broker has confirmed SigningCompleted; the trigger is not acknowledged. */
    WORKER_COMPLETED,
    /** It is too early for the batch, which is about to be said. */
    WORKER_BEFORE_DEFERRAL,
    /** The batch is put off; the trigger is not acknowledged. */
    WORKER_DEFERRED,
    /** The batch cannot be signed, which is about to be said. */
    WORKER_BEFORE_FAILURE,
    /** The failure is counted; the lease is still open. */
    WORKER_FAILED,
    /** The lease is about to be given up. */
    WORKER_BEFORE_REVOCATION,
    /** The lease is closed; the trigger is not acknowledged. */
    WORKER_REVOKED,
    /** The trigger is acknowledged, in whichever way its batch has gone. */
    WORKER_ACKNOWLEDGED,

    // --- key-service: leases are granted, prolonged, revoked and closed, keys come and go

    /** Keys are granted, in the transaction. */
    KEYS_BEFORE_GRANT,
    /** Leases are committed whose workers do not know of them. */
    KEYS_GRANTED,
    /** A lease is about to be prolonged. */
    KEYS_BEFORE_RENEWAL,
    /** A lease is prolonged and its worker does not know. */
    KEYS_RENEWED,
    /** Leases are closed and keys freed, in the transaction. */
    KEYS_BEFORE_CLOSE,
    /** Leases are closed; what led to it is not acknowledged or answered. */
    KEYS_CLOSED,
    /** SigningCompleted is acknowledged. */
    KEYS_ACKNOWLEDGED,
    /** A lease that was given up is about to be made REVOKING. */
    KEYS_BEFORE_REVOCATION,
    /** That lease is REVOKING. */
    KEYS_REVOKED,
    /** About to make all leases REVOKING that ran out. */
    KEYS_BEFORE_EXPIRY,
    /** Leases that ran out are REVOKING. */
    KEYS_EXPIRED,
    /** About to ask collection-service to fence a lease. */
    KEYS_BEFORE_FENCE,
    /** The verdict is here, the lease is still REVOKING. */
    KEYS_FENCED,
    /** Nobody of before is alive: about to make all open leases REVOKING at the start. */
    KEYS_BEFORE_RECOVERY,
    /** All of them are. */
    KEYS_RECOVERED,
    /** New keys are in the keyring, in the transaction. */
    KEYS_BEFORE_ADDITION,
    /** New keys are committed; whoever made or brought them does not know. */
    KEYS_ADDED,
    /** A key is taken out of use or put back, in the transaction. */
    KEYS_BEFORE_CHANGE,
    /** A key is out of use, or back. */
    KEYS_CHANGED,
    /** A damaged key is marked to leave, in the transaction. */
    KEYS_BEFORE_WITHDRAWAL,
    /** A damaged key is marked; its lease is open. */
    KEYS_WITHDRAWN,
    /** Some keys' data keys are sealed under another key-encryption key, in the transaction. */
    KEYS_BEFORE_REWRAP,
    /** Some keys are sealed under another key-encryption key, the others are not yet. */
    KEYS_REWRAPPED,
    /** After a failover of the database every earlier use of a key is fenced, and tokens skip those, in the transaction. */
    KEYS_BEFORE_FAILOVER,
    /** After a failover of the database keys may be granted again. */
    KEYS_FAILED_OVER,

    // --- collection-service: records come in, batches are formed and handed out, signatures stored, leases fenced

    /** A chunk of an import is written, in the transaction. */
    COLLECTION_BEFORE_IMPORT,
    /** A chunk of an import is committed. */
    COLLECTION_IMPORTED,
    /** A group of messages has become records, in the transaction. */
    COLLECTION_BEFORE_INTAKE,
    /** The group's records are committed; its messages are not acknowledged. */
    COLLECTION_TAKEN_IN,
    /** The group's messages are acknowledged. */
    COLLECTION_ACKNOWLEDGED,
    /** Another version masks from now on, in the transaction. */
    COLLECTION_BEFORE_ROTATION,
    /** Another version masks from now on; who asked for it does not know. */
    COLLECTION_ROTATED,
    /** A version of masking is gone, in the transaction. */
    COLLECTION_BEFORE_DROP,
    /** A version of masking is gone for good; who asked for it does not know. */
    COLLECTION_DROPPED,
    /** Batches are formed, in the transaction. */
    COLLECTION_BEFORE_PLAN,
    /** Batches are formed. */
    COLLECTION_PLANNED,
    /** Due batches are claimed, in the transaction. */
    COLLECTION_BEFORE_CLAIM,
    /** Batches are claimed; the dispatcher does not know of them. */
    COLLECTION_CLAIMED,
    /** Batches are marked as dispatched, in the transaction. */
    COLLECTION_BEFORE_MARK,
    /** Batches are marked; the dispatcher does not know. */
    COLLECTION_MARKED,
    /** A batch is put off, in the transaction. */
    COLLECTION_BEFORE_DEFERRAL,
    /** A batch is put off; its worker does not know. */
    COLLECTION_DEFERRED,
    /** A failure is counted, in the transaction. */
    COLLECTION_BEFORE_FAILURE,
    /** A failure is counted; its worker does not know. */
    COLLECTION_FAILED,
    /** A batch has given way to its two halves, in the transaction. */
    COLLECTION_BEFORE_SPLIT,
    /** A batch has given way to its two halves. */
    COLLECTION_SPLIT,
    /** A record is given up, in the transaction. */
    COLLECTION_BEFORE_QUARANTINE,
    /** A record is given up. */
    COLLECTION_QUARANTINED,
    /** A batch's signatures are written, in the transaction. */
    COLLECTION_BEFORE_STORE,
    /** A batch's signatures are committed; its worker does not know. */
    COLLECTION_STORED,
    /** A key's fence is raised, in the transaction. */
    COLLECTION_BEFORE_FENCE,
    /** A key's fence is raised; key-service does not know. */
    COLLECTION_FENCED,
    /** The run has ended, in the transaction. */
    COLLECTION_BEFORE_RUN_END,
    /** The run has ended. */
    COLLECTION_RUN_ENDED,
    /** The run is held up, in the transaction. */
    COLLECTION_BEFORE_PAUSE,
    /** The run is held up; who asked for it does not know. */
    COLLECTION_PAUSED,
    /** The run may go on, in the transaction. */
    COLLECTION_BEFORE_RESUMPTION,
    /** The run may go on; who asked for it does not know. */
    COLLECTION_RESUMED,
    /** About to keep a message that was parked, by this service or another. */
    COLLECTION_BEFORE_PARKED_ROW,
    /** A parked message is kept; who parked it does not know. */
    COLLECTION_PARKED_ROW,
    /** Nobody of before is alive: all batches that were handed out are made due at the start, in the transaction. */
    COLLECTION_BEFORE_RECOVERY,
    /** All batches that were handed out are due. */
    COLLECTION_RECOVERED,

    // --- vault-service: an item is begun, its ciphertext sent, and the item finished; its share is erased

    /** An item is begun, in the transaction. */
    VAULT_BEFORE_BEGINNING,
    /** An item is begun, and nothing of it stored. */
    VAULT_BEGUN,
    /** A piece of ciphertext, or the note of a removal, is about to become a record. */
    VAULT_BEFORE_RECORD,
    /** It is a record of which the item does not know. */
    VAULT_RECORDED,
    /** The item is finished, in the transaction. */
    VAULT_BEFORE_STORE,
    /** The item is stored; its owner does not know. */
    VAULT_STORED,
    /** An item's share is erased, in the transaction. */
    VAULT_BEFORE_REMOVAL,
    /** The share is gone; its owner does not know. */
    VAULT_REMOVED,

    // --- every service with an outbox: what it did is brought into the audit log

    /** Events are about to be sent; their acts are committed. */
    OUTBOX_BEFORE_SEND,
    /** audit-service has answered, and the events are still in the outbox. */
    OUTBOX_SENT,
    /** Events that are in the log are deleted from the outbox, in the transaction. */
    OUTBOX_BEFORE_DELETION,
    /** They are deleted. */
    OUTBOX_DELETED,

    // --- audit-service: events come in

    /** Events are written, in the transaction. */
    AUDIT_BEFORE_APPEND,
    /** Events are committed; whoever brought them does not know. */
    AUDIT_APPENDED,

    // --- every service with a queue: what can never be processed is put aside

    /** About to have collection-service keep the message. */
    PARKING_BEFORE_ROW,
    /** The message is kept, and not in the parking queue. */
    PARKING_KEPT,
    /** The broker has confirmed it in the parking queue; the message itself is not acknowledged. */
    PARKING_PUBLISHED;

    static final String PROPERTY = "signet.crash-at";
    private static final boolean ON = System.getProperty(PROPERTY) != null;

    /** Says that the process has come to this point. */
    public void reach() {
        if (ON && Chosen.CRASH.isNow(this)) {
            Runtime.getRuntime().halt(137);
        }
    }

    /** Says that the current transaction comes to one point just before it commits, and to the other just after. */
    public static void aroundCommit(CrashPoint before, CrashPoint after) {
        if (ON) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                    before.reach();
                }

                @Override
                public void afterCommit() {
                    after.reach();
                }
            });
        }
    }

    /** Throws with one sentence when the property names no point. */
    static void requireKnown() {
        if (ON) {
            Crash.parse(System.getProperty(PROPERTY, ""));
        }
    }

    private static final class Chosen {
        static final Crash CRASH = Crash.parse(System.getProperty(PROPERTY, ""));
    }
}
