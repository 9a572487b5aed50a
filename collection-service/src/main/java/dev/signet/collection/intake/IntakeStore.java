package dev.signet.collection.intake;

import dev.signet.collection.record.PlanningLock;
import dev.signet.collection.record.RecordWriter;
import dev.signet.platform.CrashPoint;
import java.util.HashSet;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Stores the records of a group of messages, each message once for ever. */
@Repository
class IntakeStore {
    // Sorted, so that two services with overlapping groups wait for each other in one order.
    private static final String REMEMBER = """
            INSERT INTO intake_message (message_id)
            SELECT DISTINCT id FROM unnest(:ids::text[]) AS id ORDER BY id
            ON CONFLICT DO NOTHING
            RETURNING message_id
            """;

    private static final String IS_THERE = "SELECT 1";

    private final JdbcClient jdbc;
    private final PlanningLock planning;
    private final RecordWriter records;

    IntakeStore(JdbcClient jdbc, PlanningLock planning, RecordWriter records) {
        this.jdbc = jdbc;
        this.planning = planning;
        this.records = records;
    }

    /** Returns how many records are new. */
    @Transactional
    int store(List<IncomingRecord> group) {
        planning.shared();
        var unseen = new HashSet<>(jdbc.sql(REMEMBER)
                .param("ids", group.stream().map(IncomingRecord::messageId).toArray(String[]::new))
                .query(String.class)
                .list());
        // removed when taken, so that a message that is twice in the group counts once
        var payloads = group.stream()
                .filter(incoming -> unseen.remove(incoming.messageId()))
                .map(IncomingRecord::payload)
                .toList();
        if (!payloads.isEmpty()) {
            records.append(payloads);
            CrashPoint.aroundCommit(CrashPoint.COLLECTION_BEFORE_INTAKE, CrashPoint.COLLECTION_TAKEN_IN);
        }
        return payloads.size();
    }

    /** Throws while the database is away. */
    void probe() {
        jdbc.sql(IS_THERE).query(Integer.class).single();
    }
}
