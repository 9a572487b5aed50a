package dev.signet.key.lease;

import dev.signet.contract.LeaseRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The requests of one call, and the thread that waits for the decisions on them. */
final class Applicants {
    private static final Duration NEVER_THAT_LONG = Duration.ofSeconds(60);

    private final List<Applicant> all;

    Applicants(List<LeaseRequest> requests) {
        all = requests.stream().map(Applicant::new).toList();
    }

    List<Applicant> all() {
        return all;
    }

    /** A request and what came of it. */
    record Decided(LeaseRequest request, Decision decision) {}

    /**
     * Waits until one is decided: who has a key must not wait for those who have none. Finds out on the way when the caller is no longer there.
     *
     * @param heartbeat called now and then while no key is free; its IOException says that the caller has hung up
     */
    List<Decided> await(Duration interval, Heartbeat heartbeat) throws IOException {
        var lookedAt =
                CompletableFuture.allOf(all.stream().map(Applicant::lookedAt).toArray(CompletableFuture[]::new));
        var decided =
                CompletableFuture.anyOf(all.stream().map(Applicant::decision).toArray(CompletableFuture[]::new));
        try {
            await(lookedAt, interval, () -> {});
            await(decided, interval, heartbeat);
            return all.stream()
                    .map(one -> new Decided(one.request(), one.decision().getNow(new Decision.NotYet())))
                    .toList();
        } finally {
            all.forEach(Applicant::leave);
        }
    }

    private void await(CompletableFuture<?> event, Duration interval, Heartbeat heartbeat) throws IOException {
        try {
            while (patienceMillis() > -NEVER_THAT_LONG.toMillis()) {
                try {
                    event.get(interval.toMillis(), TimeUnit.MILLISECONDS);
                    return;
                } catch (TimeoutException _) {
                    heartbeat.beat();
                }
            }
            throw new LeasesUnavailable("No decision came in time; ask again.");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new LeasesUnavailable("The service is stopping; ask again.");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException reason ? reason : new IllegalStateException(e.getCause());
        }
    }

    private long patienceMillis() {
        return all.stream().mapToLong(Applicant::patienceMillis).max().orElse(0);
    }

    /** A sign of life towards the caller. */
    @FunctionalInterface
    interface Heartbeat {
        void beat() throws IOException;
    }
}
