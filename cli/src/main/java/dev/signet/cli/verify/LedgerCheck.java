package dev.signet.cli.verify;

import dev.signet.cli.progress.Figures;
import dev.signet.cli.progress.Keyrings;
import dev.signet.cli.progress.Keyrings.Keyring;
import dev.signet.cli.progress.Progress;
import dev.signet.cli.progress.Progress.State;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proves from published data alone that a finished run kept every rule: each record has exactly one signature and it verifies; what was
 * signed with which key is what the ledger of leases says; and no lease took a key that was in use, or one while a less recently used one
 * was free. Memory grows with the number of leases, not with that of records.
 */
public final class LedgerCheck {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final LedgerSource source;
    private final Duration patience;

    /** @param patience how long to wait for a run to end and for the last lease to be closed */
    public LedgerCheck(LedgerSource source, Duration patience) {
        this.source = source;
        this.patience = patience;
    }

    /** Told what goes on while a check runs; the second method by several threads. */
    public interface Listener {
        /** The check cannot begin yet. Said once per reason. */
        void waiting(String reason);

        void verified(long soFar);

        /** Nobody. */
        Listener SILENT = new Listener() {
            @Override
            public void waiting(String reason) {}

            @Override
            public void verified(long soFar) {}
        };
    }

    /** Throws {@link NotFinished} when patience ends before the run does. */
    public LedgerReport run(Listener listener) throws InterruptedException {
        var finished = awaitFinished(listener);
        var report = finished.check(source, listener);
        if (!report.holds() && hasChanged(finished.keyrings())) {
            throw new NotFinished("new records arrived while the check ran");
        }
        return report;
    }

    private FinishedRun awaitFinished(Listener listener) throws InterruptedException {
        var start = System.nanoTime();
        var said = "";
        while (true) {
            var keyrings = source.keyrings();
            var ledger = Ledger.read(source.leases(), Extent.EVERYTHING);
            var reason = unfinished(keyrings.whole(), ledger);
            if (reason.isEmpty()) {
                return new FinishedRun(keyrings, ledger);
            }
            if (System.nanoTime() - start >= patience.toNanos()) {
                throw new NotFinished(reason);
            }
            if (!reason.equals(said)) {
                listener.waiting(reason);
                said = reason;
            }
            Thread.sleep(PAUSE);
        }
    }

    private static String unfinished(Progress progress, Ledger ledger) {
        if (progress.state() == State.RUNNING || progress.state() == State.STALLED) {
            return "the run is not finished";
        }
        if (progress.state() == State.PAUSED) {
            return "the run is paused";
        }
        if (progress.records().unplanned() > 0) {
            return Figures.count(progress.records().unplanned(), "record") + " not in a batch yet";
        }
        return ledger.open() == 0 ? "" : Figures.count(ledger.open(), "lease") + " still open";
    }

    private boolean hasChanged(Keyrings before) throws InterruptedException {
        return !counts(source.keyrings()).equals(counts(before));
    }

    private static List<Count> counts(Keyrings keyrings) {
        return keyrings.items().stream()
                .map(Keyring::progress)
                .map(progress -> new Count(progress.runId(), progress.records().total()))
                .toList();
    }

    private record Count(@Nullable String runId, long records) {}
}
