package dev.signet.key.ledger;

import dev.signet.contract.KeyringName;
import dev.signet.contract.KeyringSummary;
import dev.signet.contract.KeyringSummary.Keys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** All keys at a glance, sampled at most four times a second however many ask. */
@RestController
class SummaryController {
    private static final Duration MAX_AGE = Duration.ofMillis(250);

    // One snapshot of all: also without a key there is a row.
    private static final String SAMPLE = """
            SELECT signing_key.keyring,
                   count(*) FILTER (WHERE state = 'FREE') AS free,
                   count(*) FILTER (WHERE state = 'LEASED') AS leased,
                   count(*) FILTER (WHERE state IN ('DISABLED', 'RETIRED')) AS disabled,
                   min(tick) AS tick,
                   min(stored) AS stored,
                   min(fenced) AS fenced
              FROM keyring
              LEFT JOIN signing_key ON true
             GROUP BY signing_key.keyring
             ORDER BY signing_key.keyring
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
        var rows = jdbc.sql(SAMPLE).query(SummaryController::toRow).list();
        var first = rows.getFirst();
        var keyrings = rows.stream().flatMap(row -> row.keys().stream()).toList();
        return new KeyringSummary(
                keyrings.stream().mapToInt(Keys::free).sum(),
                keyrings.stream().mapToInt(Keys::leased).sum(),
                keyrings.stream().mapToInt(Keys::disabled).sum(),
                first.tick(),
                first.stored(),
                first.fenced(),
                checked.throughTick(),
                checked.concurrentKeyUse(),
                checked.lruViolations(),
                Optional.of(keyrings));
    }

    private static Row toRow(ResultSet row, int number) throws SQLException {
        var keyring = Optional.ofNullable(row.getString("keyring")).map(KeyringName::new);
        var free = row.getInt("free");
        var leased = row.getInt("leased");
        var disabled = row.getInt("disabled");
        return new Row(
                keyring.map(name -> new Keys(name, free, leased, disabled)),
                row.getLong("tick"),
                row.getLong("stored"),
                row.getLong("fenced"));
    }

    /** What the ledger says of itself, beside one keyring's keys. */
    private record Row(Optional<Keys> keys, long tick, long stored, long fenced) {}
}
