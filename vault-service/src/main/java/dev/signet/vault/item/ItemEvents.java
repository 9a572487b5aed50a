package dev.signet.vault.item;

import dev.signet.platform.outbox.AuditEvent;
import dev.signet.platform.outbox.Outbox;
import dev.signet.vault.key.Locator;
import dev.signet.vault.node.Activity;
import dev.signet.vault.node.Activity.Outcome;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells the audit log of items, in the transaction of the act, and counts once that is committed. Which item it was it tells by the beginning of its locator, and
 * nothing of id, key or payload.
 */
@Component
class ItemEvents {
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Activity activity;

    ItemEvents(Outbox outbox, TransactionTemplate transaction, Activity activity) {
        this.outbox = outbox;
        this.transaction = transaction;
        this.activity = activity;
    }

    /** @param act false when there was nothing left to do; then nothing is told, and the answer is false too */
    boolean stored(Item item, BooleanSupplier act) {
        return told(Outcome.STORED, about(item, "dev.signet.vault.stored", "stored-" + item.id()), act);
    }

    void opened(Item item) {
        var _ = told(Outcome.OPENED, about(item, "dev.signet.vault.opened", "opened-" + UUID.randomUUID()), () -> true);
    }

    /** @param act false when there was nothing left to do; then nothing is told */
    void removed(Item item, BooleanSupplier act) {
        var _ = told(Outcome.REMOVED, about(item, "dev.signet.vault.removed", "removed-" + item.id()), act);
    }

    /** Whether it is there or not is not told either. */
    void refused(Locator locator) {
        var event = AuditEvent.of("dev.signet.vault.refused", "refused-" + UUID.randomUUID())
                .about(locator.prefix());
        var _ = told(Outcome.REFUSED, event, () -> true);
    }

    /** From now on, attempts at it are not told one by one. */
    void limited(Locator locator) {
        var event = AuditEvent.of("dev.signet.vault.limited", "limited-" + UUID.randomUUID())
                .about(locator.prefix());
        var _ = told(Outcome.LIMITED, event, () -> true);
    }

    /** Only counted: whoever tries again and again shall not fill the log. */
    void limitedAgain() {
        activity.count(Outcome.LIMITED);
    }

    private boolean told(Outcome outcome, AuditEvent event, BooleanSupplier act) {
        var done = transaction.execute(_ -> {
            if (!act.getAsBoolean()) {
                return false;
            }
            outbox.add(event);
            return true;
        });
        if (!Boolean.TRUE.equals(done)) {
            return false;
        }
        activity.count(outcome);
        return true;
    }

    private static AuditEvent about(Item item, String type, String id) {
        return AuditEvent.of(type, id)
                .about(item.binding().locator().prefix())
                .with("version", item.binding().version());
    }
}
