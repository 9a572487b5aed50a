package dev.signet.collection.intake.row;

import dev.signet.platform.BinaryCopy;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes what typed records are found by. */
@Repository
public class IntakeRows {
    private static final String COPY =
            "COPY intake_row (record_id, type, occurred_at, user_ref, device_ref, recovery) FROM STDIN (FORMAT binary)";

    private final JdbcOperations jdbc;

    IntakeRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** @param rows one for each of the records, in the same order; empty for those that have no type */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(List<Long> records, List<Optional<TypedRow>> rows) {
        if (rows.stream().allMatch(Optional::isEmpty)) {
            return;
        }
        jdbc.execute((ConnectionCallback<Integer>) connection -> {
            BinaryCopy.run(connection, COPY, copy -> {
                for (int i = 0; i < rows.size(); i++) {
                    if (rows.get(i).isPresent()) {
                        write(copy, records.get(i), rows.get(i).get());
                    }
                }
            });
            return rows.size();
        });
    }

    private static void write(BinaryCopy copy, long record, TypedRow row) throws IOException {
        copy.row(6);
        copy.number(record);
        copy.text(row.type());
        copy.moment(row.occurredAt());
        write(copy, row.user());
        write(copy, row.device());
        if (row.recovery().isPresent()) {
            copy.bytes(row.recovery().get().unsafeArray());
        } else {
            copy.nothing();
        }
    }

    private static void write(BinaryCopy copy, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            copy.text(text.get());
        } else {
            copy.nothing();
        }
    }
}
