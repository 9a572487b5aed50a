package dev.signet.key.lease;

import dev.signet.contract.LeaseRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A request that stands in line for a key, and the thread that waits for the decision on it. */
final class Applicant implements LeaseWriter.Work {
    private static final Duration NEVER_THAT_LONG = Duration.ofSeconds(60);

    private final LeaseRequest request;
    private final long arrived = System.nanoTime();
    private final CompletableFuture<Decision> decision = new CompletableFuture<>();
    private volatile boolean waiting;
    private volatile boolean gone;

    Applicant(LeaseRequest request) {
        this.request = request;
    }

    LeaseRequest request() {
        return request;
    }

    /** How long it has been here. */
    long waitedMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - arrived);
    }

    /** How long it is still willing to wait. */
    long patienceMillis() {
        return request.waitMillis() - waitedMillis();
    }

    boolean isGone() {
        return gone;
    }

    /** It was looked at, and no key is free: from now on the caller may be told that it has to wait. */
    void keepWaiting() {
        waiting = true;
    }

    void decide(Decision made) {
        decision.complete(made);
    }

    void fail(RuntimeException reason) {
        decision.completeExceptionally(reason);
    }

    /**
     * Waits for the decision, and finds out on the way when the caller is no longer there.
     *
     * @param heartbeat called now and then while no key is free; its IOException says that the caller has hung up
     */
    Decision await(Duration interval, Heartbeat heartbeat) throws IOException {
        try {
            while (waitedMillis() < request.waitMillis() + NEVER_THAT_LONG.toMillis()) {
                try {
                    return decision.get(interval.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    if (waiting) {
                        heartbeat.beat();
                    }
                }
            }
            throw new LeasesUnavailable("No decision came in time; ask again.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeasesUnavailable("The service is stopping; ask again.");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException reason ? reason : new IllegalStateException(e.getCause());
        } finally {
            gone = true;
        }
    }

    /** A sign of life towards the caller. */
    interface Heartbeat {
        void beat() throws IOException;
    }
}
