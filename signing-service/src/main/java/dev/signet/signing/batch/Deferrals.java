package dev.signet.signing.batch;

import dev.signet.contract.BatchId;
import dev.signet.contract.Deferral;
import dev.signet.platform.CrashPoint;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;

/** Has a batch come back later, with nothing counted against it. */
@Component
class Deferrals {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 5;

    private final CollectionService collection;
    private final Drain drain;

    Deferrals(CollectionService collection, Drain drain) {
        this.collection = collection;
        this.drain = drain;
    }

    Disposition defer(BatchId id, long retryAfterMillis, String reason) {
        CrashPoint.WORKER_BEFORE_DEFERRAL.reach();
        var known = collection.defer(id, new Deferral(Math.max(0, retryAfterMillis), reason));
        CrashPoint.WORKER_DEFERRED.reach();
        return known ? Disposition.DONE : Disposition.unknown(id);
    }

    /**
     * Something this worker needs is away. While collection-service can be told, the batch waits there; otherwise its message waits at the
     * broker.
     *
     * @param handedOut how often the batch came before; the wait grows with it
     */
    Disposition later(BatchId id, int handedOut, String reason) {
        if (drain.hasBegun()) {
            return new Disposition.Leave(reason);
        }
        try {
            return defer(id, backoff(handedOut), reason);
        } catch (Unavailable e) {
            return new Disposition.Leave(e.reason());
        }
    }

    private static long backoff(int handedOut) {
        var base = FIRST.toMillis() << Math.clamp(handedOut - 1L, 0, MOST_DOUBLINGS);
        return base + ThreadLocalRandom.current().nextLong(base / 4);
    }
}
