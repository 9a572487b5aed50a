package dev.signet.platform;

import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Says of a connection that broke within a transaction that the database is not available, whatever the transaction was at. For services that have a
 * database, which import it.
 */
@Component("transactionManager")
public class DatabaseTransactions extends JdbcTransactionManager {
    private static final long serialVersionUID = 1;

    public DatabaseTransactions(DataSource database) {
        super(database);
    }

    // Whether it was committed is not known. Every caller may repeat what it did.
    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        try {
            super.doCommit(status);
        } catch (UncategorizedDataAccessException | TransactionSystemException e) {
            throw new DataAccessResourceFailureException("the commit was not confirmed", e);
        }
    }

    // The database rolls back what it has lost the connection of; the pool does so with a connection that is given back
    // unfinished. Failing here as well would hide why the transaction failed.
    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        try {
            super.doRollback(status);
        } catch (DataAccessException | TransactionException e) {
            logger.debug("Not rolled back, the connection is gone", e);
        }
    }
}
