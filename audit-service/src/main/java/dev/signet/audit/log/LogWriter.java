package dev.signet.audit.log;

import dev.signet.audit.event.Submission;
import dev.signet.platform.GroupedCalls;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * Appends what many bring at the same time as one group, so that the head's lock and the disk are paid for once per group. It remembers only who waits;
 * the rest is in the rows.
 */
@Component
public class LogWriter {
    private static final int MOST_IN_A_GROUP = 100;
    private static final long MOST_WAITING_BYTES = 64 << 20;

    private final AtomicLong waitingBytes = new AtomicLong();
    private final GroupedCalls<List<Row>, List<Outcome>> groups;

    LogWriter(LogGroups groups) {
        // what fails the group is no fault of any one in it: the database is away
        this.groups = new GroupedCalls<>(MOST_IN_A_GROUP, RuntimeException.class, groups::commit);
    }

    /** Comes back once all of them are committed or refused, with what became of each, in their order. */
    public List<Outcome> append(List<Submission> submissions) {
        if (submissions.isEmpty()) {
            return List.of();
        }
        var rows = submissions.stream().map(Row::of).toList();
        var bytes = rows.stream().mapToLong(Row::bytes).sum();
        try {
            if (waitingBytes.addAndGet(bytes) > MOST_WAITING_BYTES) {
                throw new LogBusy();
            }
            return groups.ask(rows);
        } finally {
            waitingBytes.addAndGet(-bytes);
        }
    }
}
