package dev.signet.key.lease;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Closes that were handed to the writer. */
final class Closing implements LeaseWriter.Work {
    private static final long TIMEOUT_SECONDS = 30;

    private final List<Close> settled;
    private final CompletableFuture<Boolean> committed = new CompletableFuture<>();

    Closing(List<Close> settled) {
        this.settled = List.copyOf(settled);
    }

    List<Close> settled() {
        return settled;
    }

    void done() {
        committed.complete(true);
    }

    void fail(RuntimeException reason) {
        committed.completeExceptionally(reason);
    }

    /** Returns once they are committed; throws what prevented it. They may have been committed all the same: closing again is harmless. */
    void await() {
        try {
            committed.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeasesUnavailable("The service is stopping; ask again.");
        } catch (TimeoutException e) {
            throw new LeasesUnavailable("The close was not committed in time; ask again.");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException reason ? reason : new IllegalStateException(e.getCause());
        }
    }
}
