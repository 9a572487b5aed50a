package dev.signet.key.ledger;

import dev.signet.contract.KeyringSummary;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The keyring at a glance, sampled at most four times a second however many ask. */
@RestController
class SummaryController {
    private static final Duration MAX_AGE = Duration.ofMillis(250);

    private static final String SAMPLE = """
            SELECT count(*) FILTER (WHERE state = 'FREE') AS free,
                   count(*) FILTER (WHERE state = 'LEASED') AS leased,
                   count(*) FILTER (WHERE state IN ('DISABLED', 'RETIRED')) AS disabled,
                   min(tick) AS tick,
                   min(stored) AS stored,
                   min(fenced) AS fenced
              FROM keyring
              LEFT JOIN signing_key ON true
            """;

    private final JdbcClient jdbc;
    private final LedgerCheck ledger;
    private final ReentrantLock sampling = new ReentrantLock();
    private volatile @Nullable Sample latest;

    SummaryController(JdbcClient jdbc, LedgerCheck ledger) {
        this.jdbc = jdbc;
        this.ledger = ledger;
    }

    private record Sample(KeyringSummary summary, long takenAt) {
        boolean isFresh() {
            return System.nanoTime() - takenAt < MAX_AGE.toNanos();
        }
    }

    @GetMapping("/api/v1/keyring/summary")
    KeyringSummary summary() {
        var sample = latest;
        if (sample != null && sample.isFresh()) {
            return sample.summary();
        }
        sampling.lock();
        try {
            var meanwhile = latest;
            if (meanwhile != null && meanwhile.isFresh()) {
                return meanwhile.summary();
            }
            var taken = new Sample(sample(), System.nanoTime());
            latest = taken;
            return taken.summary();
        } finally {
            sampling.unlock();
        }
    }

    private KeyringSummary sample() {
        var checked = ledger.result();
        return jdbc.sql(SAMPLE)
                .query((row, _) -> new KeyringSummary(
                        row.getInt("free"),
                        row.getInt("leased"),
                        row.getInt("disabled"),
                        row.getLong("tick"),
                        row.getLong("stored"),
                        row.getLong("fenced"),
                        checked.throughTick(),
                        checked.concurrentKeyUse(),
                        checked.lruViolations(),
                        Optional.empty()))
                .single();
    }
}
