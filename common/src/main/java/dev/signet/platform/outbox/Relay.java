package dev.signet.platform.outbox;

import dev.signet.platform.CrashPoint;
import dev.signet.platform.outbox.AuditService.Answer;
import dev.signet.platform.outbox.AuditService.Result;
import dev.signet.platform.outbox.OutboxRows.Refusal;
import dev.signet.platform.outbox.OutboxRows.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings an outbox's rows to audit-service, the oldest first, and forgets what is committed there. May be done by several at once, and may die anywhere:
 * what is sent again is answered as the first time.
 */
class Relay {
    private static final Logger log = LoggerFactory.getLogger(Relay.class);
    private static final int MOST = 2_000;

    private final EventRows rows;
    private final AuditService audit;
    private int most = MOST;

    Relay(EventRows rows, AuditService audit) {
        this.rows = rows;
        this.audit = audit;
    }

    /** What came of a round. */
    sealed interface Outcome {
        /** There may be more at once. */
        record More(int relayed) implements Outcome {}

        /** All that there was is in the log. */
        record Drained(int relayed) implements Outcome {}

        record Away(String reason) implements Outcome {}
    }

    Outcome round() {
        var oldest = rows.oldest(most);
        if (oldest.isEmpty()) {
            return new Outcome.Drained(0);
        }
        CrashPoint.OUTBOX_BEFORE_SEND.reach();
        var answer = audit.submit(oldest.stream().map(Row::event).toList());
        CrashPoint.OUTBOX_SENT.reach();
        return switch (answer) {
            case Answer.Taken(var results) -> settle(oldest, results);
            case Answer.Unreadable(var reason) -> divide(oldest, reason);
            case Answer.Away(var reason) -> new Outcome.Away(reason);
        };
    }

    private Outcome settle(List<Row> sent, List<Result> results) {
        var committed = new ArrayList<Long>(sent.size());
        var refused = new ArrayList<Refusal>();
        for (var i = 0; i < sent.size(); i++) {
            var result = results.get(i);
            if (result.isCommitted()) {
                committed.add(sent.get(i).id());
            } else {
                refused.add(refusal(sent.get(i), result.status(), Objects.requireNonNullElse(result.detail(), "")));
            }
        }
        rows.settle(committed, refused);
        var all = sent.size() < most;
        most = Math.min(MOST, most * 2);
        return all ? new Outcome.Drained(committed.size()) : new Outcome.More(committed.size());
    }

    // One that cannot be read must not hold up the others for ever: it is looked for by halves.
    private Outcome divide(List<Row> sent, String reason) {
        if (sent.size() > 1) {
            most = sent.size() / 2;
        } else {
            rows.settle(List.of(), List.of(refusal(sent.getFirst(), "UNREADABLE", reason)));
        }
        return new Outcome.More(0);
    }

    private static Refusal refusal(Row row, String status, String detail) {
        log.error(
                "An event is not taken into the audit log and put aside as number {}: {} {}", row.id(), status, detail);
        return new Refusal(row.id(), status, detail);
    }
}
