package dev.signet.collection.progress;

import dev.signet.contract.KeyringSummary;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Notices that a run does not get on, and says what it may be waiting for. */
final class Stall {
    private final Duration patience;
    private long run;
    private long signed;
    private long sinceNanos;

    Stall(Duration patience) {
        this.patience = patience;
    }

    /**
     * @param keys the keyring's, as far as key-service says
     * @param lastError asked only when it is needed
     * @return why nothing gets on, in one sentence; empty when it does
     */
    Optional<String> sample(
            RunNumbers run, long nanos, Optional<KeyringSummary.Keys> keys, Supplier<Optional<String>> lastError) {
        if (!run.isRunning() || run.isPaused() || run.id() != this.run || run.recordsSigned() != signed) {
            this.run = run.id();
            signed = run.recordsSigned();
            sinceNanos = nanos;
        }
        var still = Duration.ofNanos(nanos - sinceNanos);
        if (still.compareTo(patience) < 0 || run.recordsOpen() == 0) {
            return Optional.empty();
        }
        return Optional.of(
                "Nothing was signed for %d s: %s.".formatted(still.toSeconds(), cause(run, keys, lastError)));
    }

    private static String cause(
            RunNumbers run, Optional<KeyringSummary.Keys> keys, Supplier<Optional<String>> lastError) {
        if (keys.isEmpty()) {
            return "key-service cannot be asked for its keys";
        }
        if (keys.get().usable() == 0) {
            return "there is no key that may be used";
        }
        if (run.dispatchedNow() == 0 && run.deferredNow() == 0) {
            return "no batch is being handed out; look at batch-dispatcher and the broker";
        }
        return lastError
                .get()
                .map(error -> "a batch was put off because " + error)
                .orElse("batches are handed out, but no signatures come back; look at signing-service");
    }
}
