package dev.signet.platform;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.transaction.support.TransactionTemplate;

class DatabaseTransactionsTest {
    @Test
    void failureIsNotHiddenByARollbackThatFailsToo() {
        var transaction = transactionsOn(databaseThatBreaksAt("rollback"));

        assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> {
                    throw new DataAccessResourceFailureException("the connection broke");
                }))
                .isInstanceOf(DataAccessResourceFailureException.class)
                .hasMessage("the connection broke");
    }

    @Test
    void commitWithoutAnAnswerMeansThatTheDatabaseIsAway() {
        var transaction = transactionsOn(databaseThatBreaksAt("commit", "rollback"));

        assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> {}))
                .isInstanceOf(DataAccessResourceFailureException.class);
    }

    private static TransactionTemplate transactionsOn(DataSource database) {
        return new TransactionTemplate(new DatabaseTransactions(database));
    }

    // As Hikari says it of a connection that it has given up: with no state that a type could be told from.
    private static DataSource databaseThatBreaksAt(String... methods) {
        var connection = (Connection) Proxy.newProxyInstance(
                DatabaseTransactionsTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, _) -> {
                    if (Set.of(methods).contains(method.getName())) {
                        throw new SQLException("Connection is closed");
                    }
                    return method.getReturnType() == boolean.class ? Boolean.FALSE : null;
                });
        return new AbstractDataSource() {
            @Override
            public Connection getConnection() {
                return connection;
            }

            @Override
            public Connection getConnection(String user, String password) {
                return connection;
            }
        };
    }
}
