package dev.signet.signing.batch;

import dev.signet.contract.LeaseId;
import dev.signet.platform.CrashPoint;
import dev.signet.signing.batch.Times.Moment;
import java.time.Duration;

/** The lease of the batch that this thread signs. The thread renews it itself, so that one that hangs does not keep a key. */
final class HeldLease {
    private static final int MAX_RENEWALS = 10;

    private final LeaseId id;
    private final Renewals renewals;
    private final Times times;
    private final Drain drain;
    private final Duration margin;
    private TrustWindow window;
    private Moment renewalTried;
    private Duration renewalWait;
    private int renewed;
    private int renewedAt;

    HeldLease(LeaseId id, TrustWindow window, Duration margin, Renewals renewals, Times times, Drain drain) {
        this.id = id;
        this.window = window;
        this.margin = margin;
        this.renewals = renewals;
        this.times = times;
        this.drain = drain;
        this.renewalTried = window.start();
        this.renewalWait = window.granted().dividedBy(3);
    }

    LeaseId id() {
        return id;
    }

    boolean isTrusted() {
        return window.isOpen(times) && !drain.isOver();
    }

    void requireTrusted() {
        if (!isTrusted()) {
            throw drain.isOver()
                    ? new LeaseOver("the worker is shutting down", false)
                    : new LeaseOver("the lease ran out", true);
        }
    }

    /** Renews the lease when a third of it has passed, while there is progress and at most ten times. */
    void progressed(int signed) {
        if (renewed < MAX_RENEWALS && signed > renewedAt && times.nanosSince(renewalTried) >= renewalWait.toNanos()) {
            renew(signed);
        }
    }

    private void renew(int signed) {
        var asked = times.now();
        renewalTried = asked;
        try {
            CrashPoint.WORKER_BEFORE_RENEWAL.reach();
            var remaining =
                    renewals.renew(id, signed).orElseThrow(() -> new LeaseOver("the lease was not renewed", true));
            CrashPoint.WORKER_RENEWED.reach();
            window = TrustWindow.of(asked, remaining, margin);
            renewalWait = remaining.dividedBy(3);
            renewedAt = signed;
            renewed++;
        } catch (Unavailable e) {
            renewalWait = window.granted().dividedBy(12); // what is left of the window is still good
        }
    }

    /** The key must not be used any more. */
    static final class LeaseOver extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String reason;
        private final boolean ranOut;

        LeaseOver(String reason, boolean ranOut) {
            super(reason);
            this.reason = reason;
            this.ranOut = ranOut;
        }

        /** Whether the batch took too long, rather than the worker being told to stop. */
        boolean ranOut() {
            return ranOut;
        }

        String reason() {
            return reason;
        }
    }
}
