package dev.signet.collection.dispatch;

import dev.signet.collection.keyring.Keyring;
import dev.signet.contract.KeyringName;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The keyrings that have batches to hand out. */
@Repository
class WaitingKeyrings {
    // Looked up keyring by keyring: EXISTS could become a list of all batches, planned for a table that was empty.
    // Indexes: batch_new, batch_outstanding, one_run_at_a_time.
    private static final String WITH_WORK = """
            SELECT number, name
              FROM keyring
             WHERE coalesce((SELECT true FROM batch WHERE keyring = number AND attempts = 0 AND state = 'PLANNED' LIMIT 1),
                            (SELECT true
                               FROM batch
                              WHERE keyring = number AND attempts > 0 AND state IN ('PLANNED', 'DISPATCHED', 'DEFERRED')
                                AND next_dispatch_at <= now()
                              LIMIT 1))
               AND (SELECT true FROM run WHERE keyring = number AND state = 'RUNNING' AND paused_at IS NOT NULL LIMIT 1) IS NULL
             ORDER BY number
            """;

    private final JdbcClient jdbc;

    WaitingKeyrings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those with work that is not held up; whether their windows have room for it is another question. */
    List<Keyring> now() {
        return jdbc.sql(WITH_WORK)
                .query((row, _) -> new Keyring(row.getInt("number"), new KeyringName(row.getString("name"))))
                .list();
    }
}
