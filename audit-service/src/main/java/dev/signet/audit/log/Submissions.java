package dev.signet.audit.log;

import dev.signet.audit.event.Submission;
import dev.signet.audit.log.Outcome.Committed;
import dev.signet.audit.log.Outcome.Differs;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was submitted, and what became of it when it first was. */
@Repository
public class Submissions {
    private static final String KNOWN = """
            SELECT key, digest, seq, received_at FROM submission WHERE key = ANY(:keys::uuid[])
            """;

    private final JdbcClient jdbc;

    Submissions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What it is answered with now if it, or another event with its source and id, is in the log. */
    public Optional<Outcome> outcomeOf(Submission submission) {
        return known(List.of(submission)).values().stream()
                .map(first -> first.outcomeOf(submission))
                .findFirst();
    }

    /** Those of them that are in the log, by their keys. */
    Map<UUID, First> known(List<Submission> submissions) {
        var keys = submissions.stream()
                .map(submission -> submission.key().toString())
                .toArray(String[]::new);
        var known = new HashMap<UUID, First>(2 * submissions.size());
        jdbc.sql(KNOWN).param("keys", keys).query((ResultSet row) -> {
            known.put(row.getObject("key", UUID.class), First.read(row));
        });
        return known;
    }

    /** @param digest of the event that was the first with its source and id */
    record First(UUID digest, Committed committed) {
        Outcome outcomeOf(Submission submission) {
            return digest.equals(submission.digest()) ? committed : new Differs(committed.seq());
        }

        private static First read(ResultSet row) throws SQLException {
            var receivedAt = row.getObject("received_at", OffsetDateTime.class).toInstant();
            return new First(row.getObject("digest", UUID.class), new Committed(row.getLong("seq"), receivedAt));
        }
    }
}
