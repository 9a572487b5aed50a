package dev.signet.vaultclient;

import dev.signet.vaultclient.VaultFailure.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The tries of one call: how much time is left, and what became of each node. */
final class Tries {
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final VaultSettings settings;
    private final long begun = System.nanoTime();
    private final Map<URI, String> reasons = new LinkedHashMap<>();
    private int failed;

    Tries(VaultSettings settings) {
        this.settings = settings;
    }

    boolean hasTime() {
        return left().isPositive() && !Thread.currentThread().isInterrupted();
    }

    Duration longestTry() {
        var left = left();
        return left.compareTo(settings.tryTimeout()) < 0 ? left : settings.tryTimeout();
    }

    private Duration left() {
        return settings.deadline().minusNanos(System.nanoTime() - begun);
    }

    /** After each round through all nodes, the next waits a little longer. */
    void failed(URI node, String reason, int nodes) {
        if (left().isPositive()) {
            reasons.put(node, reason);
        } else {
            reasons.putIfAbsent(node, reason); // a try that was cut short says less than one before
        }
        failed++;
        if (failed % nodes == 0) {
            var rounds = Math.min(failed / nodes - 1, 10);
            var pause = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << rounds);
            pause(Duration.ofMillis(ThreadLocalRandom.current().nextLong(pause / 2, pause + 1)));
        }
    }

    void busy(URI node, String reason, Duration wait) {
        reasons.put(node, reason);
        if (wait.compareTo(left()) >= 0) {
            throw new VaultFailure(Reason.TOO_MANY_ATTEMPTS, reason);
        }
        pause(wait);
    }

    private void pause(Duration wait) {
        var left = left();
        try {
            TimeUnit.NANOSECONDS.sleep((wait.compareTo(left) < 0 ? wait : left).toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    VaultFailure exhausted() {
        var nodes = reasons.entrySet().stream()
                .map(node -> "%s: %s".formatted(node.getKey(), node.getValue()))
                .collect(Collectors.joining("; "));
        return new VaultFailure(
                Reason.UNAVAILABLE,
                "no node of the vault gave an answer within %.1f s, in %d tries (%s)"
                        .formatted(settings.deadline().toNanos() / 1e9, failed, nodes));
    }
}
