package dev.signet.platform.outbox;

import dev.signet.contract.BatchId;
import dev.signet.contract.Statement;
import dev.signet.contract.Statement.Grant;
import dev.signet.contract.Statement.Order;
import dev.signet.contract.Statement.Receipt;
import dev.signet.platform.statement.StatementRefusals;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What the audit log is told of statements that were not believed. */
class StatementRefusalEvents implements StatementRefusals {
    private final Supplier<Gathered> newGathered;
    private final Map<Class<?>, Gathered> gathered = new ConcurrentHashMap<>();

    /** @param newGathered makes one for each kind of statement */
    StatementRefusalEvents(Supplier<Gathered> newGathered) {
        this.newGathered = newGathered;
    }

    @Override
    public void refused(Statement expected, String reason) {
        gathered.computeIfAbsent(expected.getClass(), _ -> newGathered.get())
                .happened(count -> event(expected, reason, count));
    }

    private static AuditEvent event(Statement expected, String reason, int count) {
        var batch = batchOf(expected);
        return AuditEvent.of("dev.signet.statement.refused", "statement-refusal/" + UUID.randomUUID())
                .about(batch)
                .with("statement", expected.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .with("batch", batch)
                .with("reason", reason)
                .with("count", count);
    }

    private static BatchId batchOf(Statement statement) {
        return switch (statement) {
            case Order order -> order.batchId();
            case Grant grant -> grant.batchId();
            case Receipt receipt -> receipt.batchId();
        };
    }
}
