package dev.signet.key.lease;

import dev.signet.contract.LeaseRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A request that stands in line for a key. */
final class Applicant implements LeaseWriter.Work {
    private final LeaseRequest request;
    private final long arrived = System.nanoTime();
    private final CompletableFuture<Decision> decision = new CompletableFuture<>();
    private final CompletableFuture<Void> lookedAt = new CompletableFuture<>();
    private volatile boolean gone;

    Applicant(LeaseRequest request) {
        this.request = request;
    }

    LeaseRequest request() {
        return request;
    }

    /** How long it has been here. */
    long waitedMillis() {
        return here().toMillis();
    }

    /** How long it has been waiting altogether: who asks together with one that gets a key has to ask again. */
    Duration waited() {
        return here().plusMillis(request.waitedMillis().orElse(0L));
    }

    private Duration here() {
        return Duration.ofNanos(System.nanoTime() - arrived);
    }

    /** How long it is still willing to wait. */
    long patienceMillis() {
        return request.waitMillis() - waitedMillis();
    }

    boolean isGone() {
        return gone;
    }

    /** Nobody waits for the decision any more. */
    void leave() {
        gone = true;
    }

    /** It was looked at, and no key is free. */
    void keepWaiting() {
        lookedAt.complete(null);
    }

    void decide(Decision made) {
        decision.complete(made);
        lookedAt.complete(null);
    }

    void fail(RuntimeException reason) {
        decision.completeExceptionally(reason);
        lookedAt.completeExceptionally(reason);
    }

    /** Completes once it is decided. */
    CompletableFuture<Decision> decision() {
        return decision;
    }

    /** Completes once it is decided or has to wait. */
    CompletableFuture<Void> lookedAt() {
        return lookedAt;
    }
}
