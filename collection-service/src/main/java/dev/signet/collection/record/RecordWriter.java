package dev.signet.collection.record;

import dev.signet.collection.keyring.Keyring;
import dev.signet.contract.RecordId;
import dev.signet.platform.BinaryCopy;
import java.util.List;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The only place that writes records: by COPY, under the planning lock. */
@Component
public class RecordWriter {
    // Drawn under the planning lock; not by the column's default, so that the caller learns which they are.
    private static final String NEXT_IDS =
            "SELECT nextval((SELECT ids FROM keyring WHERE number = ?)) FROM generate_series(1, ?)";
    private static final String COPY = "COPY record (id, payload) FROM STDIN (FORMAT binary)";

    private final JdbcOperations jdbc;
    private final PlanningLock planning;
    private final Partitions partitions;

    RecordWriter(JdbcOperations jdbc, PlanningLock planning, Partitions partitions) {
        this.jdbc = jdbc;
        this.planning = planning;
        this.partitions = partitions;
    }

    /** Writes at least one record, in the order given. Everything was read from the network before the transaction began. */
    @Transactional(propagation = Propagation.MANDATORY)
    public IdRange append(Keyring keyring, List<byte[]> payloads) {
        var ids = appendEach(keyring, payloads);
        return new IdRange(new RecordId(ids.getFirst()), new RecordId(ids.getLast()));
    }

    /** As {@link #append}; gives each one's id. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Long> appendEach(Keyring keyring, List<byte[]> payloads) {
        planning.shared(keyring);
        var ids = jdbc.query(NEXT_IDS, (row, _) -> row.getLong(1), keyring.number(), payloads.size());
        partitions.cover(keyring, ids.getLast());
        jdbc.execute((ConnectionCallback<Integer>) connection -> {
            BinaryCopy.run(connection, COPY, copy -> {
                for (int i = 0; i < payloads.size(); i++) {
                    copy.row(2);
                    copy.number(ids.get(i));
                    copy.bytes(payloads.get(i));
                }
            });
            return ids.size();
        });
        return ids;
    }
}
