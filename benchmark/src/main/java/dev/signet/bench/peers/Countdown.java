package dev.signet.bench.peers;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** The batches of a run that are not yet signed. The first failure ends the wait: what a peer does about failures is not measured. */
final class Countdown {
    private final AtomicInteger left = new AtomicInteger();
    private volatile CompletableFuture<Void> end = new CompletableFuture<>();

    void begin(int batches) {
        left.set(batches);
        end = new CompletableFuture<>();
    }

    /** Does the work on one of the batches. */
    void count(Step step) {
        try {
            step.run();
        } catch (Exception e) {
            end.completeExceptionally(e);
            throw new IllegalStateException("A batch was not signed", e);
        }
        if (left.decrementAndGet() == 0) {
            end.complete(null);
        }
    }

    void await() throws InterruptedException, ExecutionException {
        end.get();
    }

    /** One batch. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }
}
