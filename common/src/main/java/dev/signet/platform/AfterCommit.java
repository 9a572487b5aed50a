package dev.signet.platform;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What is counted only once it is true. */
public final class AfterCommit {
    /** Does it when the transaction that is under way has committed, and not if it is rolled back. */
    public static void run(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }

    private AfterCommit() {}
}
