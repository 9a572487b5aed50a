package dev.signet.collection.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** However a transaction loses its connection, it fails as one whose database is away, so that it is tried again. */
@ViewsIT
class LostConnectionIT {
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final DataSource dataSource;

    @Autowired
    LostConnectionIT(TransactionTemplate transaction, JdbcClient jdbc, DataSource dataSource) {
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.dataSource = dataSource;
    }

    @Test
    void inAStatement() {
        assertThatThrownBy(() -> transaction.execute(_ -> {
                    terminate(ownBackend());
                    return ownBackend();
                }))
                .isInstanceOf(DataAccessResourceFailureException.class);
    }

    @Test
    void atTheCommit() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> terminate(ownBackend())))
                .isInstanceOf(DataAccessResourceFailureException.class);
    }

    private int ownBackend() {
        return jdbc.sql("SELECT pg_backend_pid()").query(Integer.class).single();
    }

    /** On another connection than the transaction's. */
    private void terminate(int backend) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement("SELECT pg_terminate_backend(?, 10000)")) {
            statement.setInt(1, backend);
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
