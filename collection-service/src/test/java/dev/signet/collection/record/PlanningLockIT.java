package dev.signet.collection.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.collection.keyring.Keyring;
import dev.signet.collection.testing.ViewsIT;
import dev.signet.testing.TestDatabase;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@ViewsIT
class PlanningLockIT {
    private static final String COUNT_AFTER = "SELECT count(*) FROM record WHERE id > :id";

    @Autowired
    private PlanningLock planning;

    @Autowired
    private RecordWriter records;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestDatabase database;

    @Test
    void aPlannerWaitsForAnOpenChunkAndThenSeesItsRecords() throws Exception {
        var before = jdbc.sql("SELECT coalesce(max(id), 0) FROM record")
                .query((row, _) -> row.getLong(1))
                .single();

        var planned = new CompletableFuture<Long>();
        transaction.executeWithoutResult(_ -> {
            records.append(Keyring.DEFAULT, List.of("1".getBytes(UTF_8), "2".getBytes(UTF_8)));
            planned.completeAsync(() -> planAfter(before));
            database.awaitBackendWaitingForLock();
            assertThat(planned).isNotDone();
        });

        assertThat(planned.get(10, TimeUnit.SECONDS)).isEqualTo(2);
    }

    @Test
    void aChunkWaitsForThePlanner() throws Exception {
        var written = new CompletableFuture<IdRange>();
        transaction.executeWithoutResult(_ -> {
            planning.exclusive(Keyring.DEFAULT);
            written.completeAsync(() ->
                    transaction.execute(_ -> records.append(Keyring.DEFAULT, List.of("1".getBytes(UTF_8)))));
            database.awaitBackendWaitingForLock();
            assertThat(written).isNotDone();
        });

        assertThat(written.get(10, TimeUnit.SECONDS).first()).isNotNull();
    }

    @Test
    void withoutATransactionThereIsNoLock() {
        assertThatThrownBy(() -> planning.shared(Keyring.DEFAULT)).isInstanceOf(IllegalTransactionStateException.class);
        assertThatThrownBy(() -> planning.exclusive(Keyring.DEFAULT))
                .isInstanceOf(IllegalTransactionStateException.class);
        assertThatThrownBy(planning::exclusive).isInstanceOf(IllegalTransactionStateException.class);
    }

    private long planAfter(long id) {
        return transaction.execute(_ -> {
            planning.exclusive(Keyring.DEFAULT);
            return jdbc.sql(COUNT_AFTER)
                    .param("id", id)
                    .query((row, _) -> row.getLong(1))
                    .single();
        });
    }
}
