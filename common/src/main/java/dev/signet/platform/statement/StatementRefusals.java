package dev.signet.platform.statement;

import dev.signet.contract.Statement;

/** Is told of statements that were not believed: a bean of services that check any. Must not take long. */
@FunctionalInterface
public interface StatementRefusals {
    /**
     * @param expected what should have been stated
     * @param reason why it is not taken to be
     */
    void refused(Statement expected, String reason);
}
