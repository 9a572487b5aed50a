package dev.signet.system.chaos;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All that a round's seed decides.
 *
 * @param records how many records are sent while the faults go on, by REST and by queue together
 * @param pool how many database connections each service may have
 * @param keysStay private keys stay with key-service, which signs
 * @param repeated the share of the services' messages that come again later
 * @param wrong a wrong design, which the checks must catch; empty for the one we have
 * @param window how long users send and faults begin
 */
record Plan(
        long seed,
        int records,
        int batchSize,
        int keys,
        Duration ttl,
        int pool,
        int concurrency,
        boolean keysStay,
        double repeated,
        Duration window,
        List<Incident> incidents,
        Optional<Wrong> wrong) {
    Plan {
        incidents = List.copyOf(incidents);
    }

    /** The same with a design that is wrong. */
    Plan with(Wrong design) {
        return new Plan(
                seed,
                records,
                batchSize,
                keys,
                ttl,
                pool,
                concurrency,
                false,
                repeated,
                window,
                incidents,
                Optional.of(design));
    }

    /** Of its database, and of the directory with its logs. */
    String name() {
        return "round_%d%s"
                .formatted(
                        seed,
                        wrong.map(design -> "_" + design.name().toLowerCase(Locale.ROOT))
                                .orElse(""));
    }

    /** What the services are told of it. */
    Map<String, String> settings() {
        return Map.ofEntries(
                entry("signet.batch-size", Integer.toString(batchSize)),
                entry("signet.lease.ttl", ttl.toMillis() + "ms"),
                entry("signet.lease.reap-interval", "250ms"),
                entry(
                        "signet.redispatch-slack",
                        wrong.filter(Wrong::lacksReconciler).isPresent() ? "1h" : "2s"),
                entry("signet.linger", "200ms"),
                entry("signet.signer.concurrency", Integer.toString(concurrency)),
                entry("signet.signer.lease-wait", "2s"),
                entry("signet.signing.mode", keysStay ? "remote" : "local"),
                entry("signet.record.max-bytes", Users.LARGEST_RECORD + "B"),
                // a wrong design is for the checks to catch, not for this guard
                entry("signet.collection.verify", wrong.isPresent() ? "off" : "all"),
                entry("spring.datasource.hikari.maximum-pool-size", Integer.toString(pool)));
    }

    /** How long after the last fault all must be at rest. What is lost for good need not be waited for. */
    Duration patience() {
        return Duration.ofSeconds(wrong.isPresent() ? 30 : 120);
    }

    boolean shiftsClocks() {
        return incidents.stream().anyMatch(incident -> incident.fault() instanceof Fault.ShiftClock);
    }

    boolean wipesTheBroker() {
        return incidents.stream().anyMatch(incident -> incident.fault() instanceof Fault.WipeBroker);
    }

    /** One fault, when it begins and for how long it lasts. */
    record Incident(Fault fault, Duration at, Duration lasting) {
        @Override
        public String toString() {
            return "%s@%.1f+%.1f".formatted(fault, at.toMillis() / 1000.0, lasting.toMillis() / 1000.0);
        }
    }
}
