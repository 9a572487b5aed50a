package dev.signet.key;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.support.TransactionTemplate;

/** However a transaction loses its connection, it fails as one whose database is away, so that it is tried again. */
class LostConnectionIT {
    private static RunningKeyService service;

    @BeforeAll
    static void start(@TempDir Path directory) {
        service = RunningKeyService.start(directory);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void inAStatement() {
        assertThatThrownBy(() -> service.bean(TransactionTemplate.class).execute(_ -> {
                    terminate(ownBackend());
                    return ownBackend();
                }))
                .isInstanceOf(DataAccessResourceFailureException.class);
    }

    @Test
    void atTheCommit() {
        assertThatThrownBy(() ->
                        service.bean(TransactionTemplate.class).executeWithoutResult(_ -> terminate(ownBackend())))
                .isInstanceOf(DataAccessResourceFailureException.class);
    }

    private static int ownBackend() {
        return service.jdbc()
                .sql("SELECT pg_backend_pid()")
                .query(Integer.class)
                .single();
    }

    /** On another connection than the transaction's. */
    private static void terminate(int backend) {
        try (var connection = service.database().connect();
                var statement = connection.prepareStatement("SELECT pg_terminate_backend(?, 10000)")) {
            statement.setInt(1, backend);
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
