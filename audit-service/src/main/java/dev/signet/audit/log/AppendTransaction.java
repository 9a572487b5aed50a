package dev.signet.audit.log;

import dev.signet.audit.log.Outcome.Committed;
import dev.signet.audit.log.Submissions.First;
import dev.signet.platform.BinaryCopy;
import dev.signet.platform.CrashPoint;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Appends many events in one transaction. The head's row lock puts it in order with every other such transaction, of any process: whatever is
 * decided here is decided from rows read under it.
 */
@Repository
class AppendTransaction {
    // Without this lock two appends could take one number, or both miss that the other has their event already. The
    // time is the same for all of an append, and never earlier than that of the one before.
    private static final String LOCK = """
            SELECT size, greatest(received_at, clock_timestamp()) AS received_at FROM log_head WHERE id = 1 FOR UPDATE
            """;

    private static final String COPY_SUBMISSIONS =
            "COPY submission (key, digest, seq, received_at) FROM STDIN (FORMAT binary)";

    private static final String COPY_EVENTS = """
            COPY event (seq, received_at, id, source, type, subject, time, actor, outcome, traceparent, attributes, data)
            FROM STDIN (FORMAT binary)
            """;

    private static final String MOVE_ON = """
            UPDATE log_head SET size = :size, received_at = :receivedAt WHERE id = 1
            """;

    private final JdbcClient jdbc;
    private final JdbcOperations connections;
    private final Submissions submissions;
    private final TransactionTemplate transaction;

    AppendTransaction(
            JdbcClient jdbc, JdbcOperations connections, Submissions submissions, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.connections = connections;
        this.submissions = submissions;
        this.transaction = transaction;
    }

    /**
     * What was appended, and what became of each row.
     *
     * @param first the number of the first event that is new
     * @param added those that are new, in the order of their numbers
     */
    record Appended(long first, Instant receivedAt, List<Row> added, List<Outcome> outcomes) {}

    Appended append(List<Row> rows) {
        return transaction.execute(_ -> appendUnderLock(rows));
    }

    private Appended appendUnderLock(List<Row> rows) {
        var head = jdbc.sql(LOCK).query(Head::read).single();
        var known = submissions.known(rows.stream().map(Row::submission).toList());
        var added = new ArrayList<Row>();
        var outcomes = new ArrayList<Outcome>(rows.size());
        for (var row : rows) {
            var submission = row.submission();
            var first = known.get(submission.key());
            if (first == null) {
                first = new First(submission.digest(), new Committed(head.size + added.size(), head.receivedAt));
                known.put(submission.key(), first);
                added.add(row);
            }
            outcomes.add(first.outcomeOf(submission));
        }
        if (!added.isEmpty()) {
            write(head, added);
            CrashPoint.aroundCommit(CrashPoint.AUDIT_BEFORE_APPEND, CrashPoint.AUDIT_APPENDED);
        }
        return new Appended(head.size, head.receivedAt, added, outcomes);
    }

    private void write(Head head, List<Row> added) {
        connections.execute((ConnectionCallback<Integer>) connection -> {
            BinaryCopy.run(connection, COPY_SUBMISSIONS, copy -> submissions(copy, head, added));
            BinaryCopy.run(connection, COPY_EVENTS, copy -> events(copy, head, added));
            return added.size();
        });
        jdbc.sql(MOVE_ON)
                .param("size", head.size + added.size())
                .param("receivedAt", head.receivedAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static void submissions(BinaryCopy copy, Head head, List<Row> added) throws IOException {
        var receivedAt = CopyFields.micros(head.receivedAt);
        var seq = head.size;
        for (var row : added) {
            copy.row(4);
            copy.uuid(row.submission().key());
            copy.uuid(row.submission().digest());
            copy.number(seq++);
            copy.number(receivedAt);
        }
    }

    private static void events(BinaryCopy copy, Head head, List<Row> added) throws IOException {
        var receivedAt = CopyFields.micros(head.receivedAt);
        var seq = head.size;
        for (var row : added) {
            copy.row(2 + CopyFields.COUNT);
            copy.number(seq++);
            copy.number(receivedAt);
            row.fields().writeTo(copy);
        }
    }

    private record Head(long size, Instant receivedAt) {
        static Head read(ResultSet row, int number) throws SQLException {
            return new Head(
                    row.getLong("size"),
                    row.getObject("received_at", OffsetDateTime.class).toInstant());
        }
    }
}
