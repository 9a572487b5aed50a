package dev.signet.key.lease;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells a database that is not there from one that refuses. */
final class DatabaseAway {
    static boolean isReasonOf(RuntimeException e) {
        return e instanceof CannotCreateTransactionException
                || e instanceof DataAccessResourceFailureException
                || e instanceof RecoverableDataAccessException;
    }

    private DatabaseAway() {}
}
