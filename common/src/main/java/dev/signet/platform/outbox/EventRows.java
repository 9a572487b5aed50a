package dev.signet.platform.outbox;

import dev.signet.platform.outbox.OutboxRows.Refusal;
import dev.signet.platform.outbox.OutboxRows.Row;
import java.util.List;

/** Events that are on their way to the audit log. */
interface EventRows {
    /** They stay where they are. */
    List<Row> oldest(int most);

    /** Forgets what is in the log, and puts aside what will never be. */
    void settle(List<Long> committed, List<Refusal> refused);
}
