package dev.signet.key.lease;

import static java.util.stream.Collectors.toMap;

import dev.signet.contract.BatchId;
import dev.signet.contract.LeaseRequest;
import dev.signet.contract.RequestId;
import dev.signet.platform.AfterCommit;
import dev.signet.platform.CrashPoint;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Closes and grants many leases in one transaction. The keyring's row lock puts it in order with every other such transaction, of any
 * process; whatever is decided here is decided from rows read under it.
 */
@Repository
class LeaseTransaction {

    // Without this lock two grants could take one key, or not the least recently used one.
    private static final String LOCK = """
            SELECT tick, coalesce(history = %s, true) AS may_grant FROM keyring WHERE id = 1 FOR UPDATE
            """.formatted(DatabaseHistory.NOW);

    private static final String SAVE_TICK = """
            UPDATE keyring SET tick = :tick, stored = stored + :stored, fenced = fenced + :fenced WHERE id = 1
            """;

    private final LeaseCloses closes;
    private final LeaseGrants grants;
    private final LeaseMeters meters;
    private final LeaseEvents events;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    LeaseTransaction(
            LeaseCloses closes,
            LeaseGrants grants,
            LeaseMeters meters,
            LeaseEvents events,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.closes = closes;
        this.grants = grants;
        this.meters = meters;
        this.events = events;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * Closes first, so that what comes free is granted at once; what is to be used no more leaves before anything is granted. A request without a decision
     * has to wait.
     */
    Map<RequestId, Decision> commit(List<Close> settled, List<LeaseRequest> requests) {
        // Taking the lock is a write, for whose commit the disk is waited for. With nothing to close and no key free
        // that they could have nothing can be granted, and what is known of a request is as true without it.
        return settled.isEmpty() && !grants.isAnyKeyFree(requests)
                ? grants.known(requests)
                : transaction.execute(_ -> decide(settled, requests));
    }

    /** What is to be used no more leaves, although nobody asks for a key. */
    void retire() {
        transaction.executeWithoutResult(_ -> decide(List.of(), List.of()));
    }

    /** @param mayGrant nothing that was granted before can have been lost, or all of it is fenced */
    private record Keyring(long tick, boolean mayGrant) {}

    private Map<RequestId, Decision> decide(List<Close> settled, List<LeaseRequest> requests) {
        var keyring = jdbc.sql(LOCK)
                .query((row, _) -> new Keyring(row.getLong("tick"), row.getBoolean("may_grant")))
                .single();
        var tick = keyring.tick();
        var closed = closes.close(distinct(settled), tick);
        if (closed.total() > 0) {
            AfterCommit.run(() -> meters.closed(closed));
        }
        var afterCloses = tick + closed.total();
        var left = closes.leave(afterCloses);
        var afterLeft = afterCloses + left.size();
        var decisions = new HashMap<>(grants.known(requests));
        var wanted = keyring.mayGrant() ? wanting(requests, decisions) : List.<LeaseRequest>of();
        var granted = grants.grant(wanted, afterLeft);
        decisions.putAll(granted);
        if (closed.total() + left.size() + granted.size() > 0) {
            jdbc.sql(SAVE_TICK)
                    .param("tick", afterLeft + granted.size())
                    .param("stored", closed.stored())
                    .param("fenced", closed.fenced())
                    .update();
        }
        events.group()
                .released(closed.leases())
                .left(left, afterCloses)
                .leased(wanted, granted, afterLeft)
                .write();
        nameCommit(closed.total(), granted.size());
        return decisions;
    }

    // One of each: a statement that met a row twice would do it once or fail.
    private static List<Close> distinct(List<Close> settled) {
        return List.copyOf(settled.stream()
                .collect(toMap(Close::use, close -> close, (first, _) -> first, LinkedHashMap::new))
                .values());
    }

    private static List<LeaseRequest> wanting(List<LeaseRequest> requests, Map<RequestId, Decision> decided) {
        var batches = new HashSet<BatchId>();
        return requests.stream()
                .filter(request -> !decided.containsKey(request.requestId()))
                .filter(request -> batches.add(request.batchId()))
                .toList();
    }

    private static void nameCommit(int closed, int granted) {
        if (closed > 0) {
            CrashPoint.aroundCommit(CrashPoint.KEYS_BEFORE_CLOSE, CrashPoint.KEYS_CLOSED);
        }
        if (granted > 0) {
            CrashPoint.aroundCommit(CrashPoint.KEYS_BEFORE_GRANT, CrashPoint.KEYS_GRANTED);
        }
    }
}
