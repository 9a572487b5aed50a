package dev.signet.system.chaos;

import com.rabbitmq.client.ConnectionFactory;
import dev.signet.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Waits until nothing is left to be done. It only says when to look; what is right or wrong the checks decide. */
record Rest(TestDatabase database, String amqpUri) {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    private static final int MOST_PATIENCES = 6;
    static final List<String> QUEUES =
            List.of("signing-service.signing-triggered", "key-service.signing-completed", "collection-service.intake");
    private static final String UNREST = """
            SELECT format('%s records are not signed, %s leases are open, %s runs go on, %s events are not in the audit log',
                          records, leases, runs, untold)
              FROM (SELECT (SELECT count(*) FROM collection.record r
                             WHERE NOT EXISTS (SELECT FROM collection.signature s WHERE s.record_id = r.id)
                               AND NOT EXISTS (SELECT FROM collection.batch b WHERE b.state = 'QUARANTINED' AND b.first_record_id = r.id)) AS records,
                           (SELECT count(*) FROM keys.key_lease WHERE state <> 'CLOSED') AS leases,
                           (SELECT count(*) FROM collection.run WHERE state = 'RUNNING') AS runs,
                           (SELECT count(*) FROM keys.outbox) + (SELECT count(*) FROM collection.outbox)
                             + (SELECT count(*) FROM vault.outbox) AS untold) unrest
             WHERE records + leases + runs + untold > 0
            """;

    /** Empty once all is at rest; what is not when nothing has changed for as long as that, or it takes many times as long. */
    Optional<String> await(Duration patience) {
        var last = new AtomicReference<>(unrest());
        var changed = new AtomicReference<>(Instant.now());
        try {
            Awaitility.await()
                    .atMost(patience.multipliedBy(MOST_PATIENCES))
                    .pollInterval(LOOK_AGAIN)
                    .until(() -> {
                        var now = unrest();
                        if (!now.equals(last.getAndSet(now))) {
                            changed.set(Instant.now());
                        }
                        return now.isEmpty() || changed.get().plus(patience).isBefore(Instant.now());
                    });
        } catch (ConditionTimeoutException _) {
            // what is left says why
        }
        return last.get().map(reason -> "not at rest after the last fault: " + reason);
    }

    private Optional<String> unrest() {
        try {
            return work().or(this::messages);
        } catch (SQLException e) {
            return Optional.of("the database does not answer: " + e.getMessage());
        }
    }

    private Optional<String> work() throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(UNREST)) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    private Optional<String> messages() {
        var factory = new ConnectionFactory();
        try {
            factory.setUri(amqpUri);
            try (var connection = factory.newConnection();
                    var channel = connection.createChannel()) {
                for (var queue : QUEUES) {
                    var count = channel.queueDeclarePassive(queue).getMessageCount();
                    if (count > 0) {
                        return Optional.of("%d messages are in %s".formatted(count, queue));
                    }
                }
                return Optional.empty();
            }
        } catch (Exception e) {
            return Optional.of("the broker does not answer as it should: " + e);
        }
    }
}
