package dev.signet.audit.log;

import dev.signet.audit.database.Partitions;
import dev.signet.platform.ServiceMain;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Commits what many have brought in as few transactions as it fits in, and finds the one that the database does not take. */
@Component
class LogGroups {
    private static final Logger log = LoggerFactory.getLogger(LogGroups.class);
    private static final int MOST_EVENTS = 5_000;
    private static final long MOST_BYTES = 16 << 20;

    private final AppendTransaction transaction;
    private final Partitions partitions;
    private final LogHead head;

    LogGroups(AppendTransaction transaction, Partitions partitions, LogHead head) {
        this.transaction = transaction;
        this.partitions = partitions;
        this.head = head;
    }

    /** What became of the rows of each caller, in their order. */
    List<List<Outcome>> commit(List<List<Row>> brought) {
        var rows = brought.stream().flatMap(List::stream).toList();
        var outcomes = new ArrayList<Outcome>(rows.size());
        while (outcomes.size() < rows.size()) {
            outcomes.addAll(commitRows(rows.subList(outcomes.size(), endOfTransaction(rows, outcomes.size()))));
        }
        var apart = outcomes.iterator();
        return brought.stream()
                .map(each -> each.stream().map(_ -> apart.next()).toList())
                .toList();
    }

    private static int endOfTransaction(List<Row> rows, int first) {
        var bytes = 0L;
        var end = first;
        while (end < rows.size() && end - first < MOST_EVENTS && bytes < MOST_BYTES) {
            bytes += rows.get(end++).bytes();
        }
        return end;
    }

    private List<Outcome> commitRows(List<Row> rows) {
        try {
            return append(rows);
        } catch (DataIntegrityViolationException e) {
            partitions.make(); // a month may have begun that has none
            return apart(rows, e);
        }
    }

    private List<Outcome> append(List<Row> rows) {
        var appended = transaction.append(rows);
        head.advance(appended);
        return appended.outcomes();
    }

    // One that the database does not take spoils the transaction of all; it is found by halves.
    private List<Outcome> apart(List<Row> rows, DataIntegrityViolationException reason) {
        if (rows.size() == 1) {
            return List.of(alone(rows, reason));
        }
        var outcomes = new ArrayList<Outcome>(rows.size());
        for (var half : List.of(rows.subList(0, rows.size() / 2), rows.subList(rows.size() / 2, rows.size()))) {
            try {
                outcomes.addAll(append(half));
            } catch (DataIntegrityViolationException e) {
                outcomes.addAll(apart(half, e));
            }
        }
        return outcomes;
    }

    private Outcome alone(List<Row> row, DataIntegrityViolationException reason) {
        try {
            return append(row).getFirst();
        } catch (DataIntegrityViolationException e) {
            log.warn("The database refuses an event: {}", ServiceMain.reason(e));
            log.debug("It was refused before as well", reason);
            return new Outcome.Refused("The database does not take this event.");
        }
    }
}
