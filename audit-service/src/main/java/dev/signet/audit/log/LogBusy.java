package dev.signet.audit.log;

/** More is waiting to be appended than is healthy: nothing was taken. */
public final class LogBusy extends RuntimeException {
    private static final long serialVersionUID = 1;

    LogBusy() {
        super("More events are waiting than can be taken now; send them again in a moment.");
    }
}
