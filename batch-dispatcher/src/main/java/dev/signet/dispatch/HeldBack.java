package dev.signet.dispatch;

import static java.util.stream.Collectors.groupingBy;

import dev.signet.contract.BatchId;
import dev.signet.contract.KeyringName;
import dev.signet.contract.SigningTriggered;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Batches that the broker has no queue for: the first worker that serves their keyring makes it. They are tried again now and then, and hold up those of no
 * other keyring. There are never more than collection-service hands out before one of them is signed. Used by one thread.
 */
final class HeldBack {
    private static final Logger log = LoggerFactory.getLogger(HeldBack.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    private final LongSupplier nanos;
    private final Map<KeyringName, Held> held = new TreeMap<>();

    /** @param nanos a monotonic clock */
    HeldBack(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** More of these need not be claimed. */
    List<KeyringName> keyrings() {
        return List.copyOf(held.keySet());
    }

    /** What is to be published now: those whose keyring has a queue as far as we know, and before them what it is time to try again. */
    List<SigningTriggered> with(List<SigningTriggered> claimed) {
        claimed.forEach(batch -> {
            var one = held.get(batch.keyringName());
            if (one != null) {
                one.put(batch);
            }
        });
        var again = held.values().stream().filter(Held::isDue).flatMap(one -> one.batches.values().stream());
        var others = claimed.stream().filter(batch -> !held.containsKey(batch.keyringName()));
        return Stream.concat(again, others).toList();
    }

    /** @param refused why the broker did not take them, of those that were published */
    void tried(List<SigningTriggered> published, Map<BatchId, String> refused) {
        published.stream().collect(groupingBy(SigningTriggered::keyringName)).forEach((keyring, batches) -> {
            if (batches.stream().anyMatch(batch -> refused.containsKey(batch.batchId()))) {
                hold(keyring, batches, refused);
            } else {
                release(keyring);
            }
        });
    }

    private void release(KeyringName keyring) {
        if (held.remove(keyring) != null) {
            log.info("Batches of the keyring {} are handed out again", keyring);
        }
    }

    private void hold(KeyringName keyring, List<SigningTriggered> batches, Map<BatchId, String> refused) {
        if (!held.containsKey(keyring)) {
            var reason = batches.stream()
                    .flatMap(batch -> Stream.ofNullable(refused.get(batch.batchId())))
                    .findFirst();
            log.warn(
                    "Batches of the keyring {} wait: {}; start a signing-service that serves it (SIGNET_KEYRINGS={})",
                    keyring,
                    reason.orElseThrow(),
                    keyring);
        }
        var one = held.computeIfAbsent(keyring, _ -> new Held());
        batches.forEach(batch -> {
            if (refused.containsKey(batch.batchId())) {
                one.put(batch);
            } else {
                one.batches.remove(batch.batchId());
            }
        });
        one.tried();
    }

    private final class Held {
        // of one that was claimed again meanwhile, the last
        private final Map<BatchId, SigningTriggered> batches = new LinkedHashMap<>();
        private Duration wait = FIRST_WAIT.dividedBy(2);
        private long tried;

        void put(SigningTriggered batch) {
            batches.put(batch.batchId(), batch);
        }

        void tried() {
            var twice = wait.multipliedBy(2);
            wait = twice.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : twice;
            tried = nanos.getAsLong();
        }

        boolean isDue() {
            return nanos.getAsLong() - tried >= wait.toNanos();
        }
    }
}
