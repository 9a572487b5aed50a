package dev.signet.key.lease;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.signet.contract.KeyringName;
import dev.signet.contract.LeaseRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where those may wait who want a key. Each keyring has its own: a crowd that waits for the keys of one turns nobody away from another. */
final class Places {
    private final int most;
    private final Map<KeyringName, Long> taken = new HashMap<>();

    /** @param most of each keyring */
    Places(int most) {
        this.most = most;
    }

    /** For as long as they wait; all of them or none. */
    synchronized Taken take(List<LeaseRequest> requests) {
        var wanted = requests.stream().collect(groupingBy(LeaseRequest::keyringName, counting()));
        wanted.forEach((keyring, count) -> {
            if (taken.getOrDefault(keyring, 0L) + count > most) {
                throw new LeasesUnavailable("Too many workers wait for a key; ask again later.");
            }
        });
        wanted.forEach((keyring, count) -> taken.merge(keyring, count, Long::sum));
        return () -> leave(wanted);
    }

    private synchronized void leave(Map<KeyringName, Long> left) {
        left.forEach((keyring, count) ->
                taken.computeIfPresent(keyring, (_, before) -> before > count ? before - count : null));
    }

    /** Given back when it is closed. */
    @FunctionalInterface
    interface Taken extends AutoCloseable {
        @Override
        void close();
    }
}
