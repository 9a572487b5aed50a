package dev.signet.audit.tree;

/** What is in the database cannot be what was once appended to it; the message says why. */
public final class LogDamaged extends RuntimeException {
    private static final long serialVersionUID = 1;

    LogDamaged(String what) {
        super("the audit log was changed from outside: " + what);
    }
}
