package dev.signet.audit.tree;

import dev.signet.tlog.Checkpoint;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/**
 * How long the log is, and how much of it is promised.
 *
 * @param size so many events are committed
 * @param checkpoint the last that was published; what is beyond it is promised by the next
 * @param problem why there is no next one
 */
record LogStatus(String origin, long size, State state, Optional<Published> checkpoint, Optional<String> problem) {
    private static final String LATE =
            "No checkpoint can be published at the moment, which is tried again; audit-service's own log says why.";

    @Schema(
            description =
                    "OK: what is in no checkpoint yet will soon be. LATE: no checkpoint can be published at the moment."
                            + " DAMAGED: the log was changed from outside, and none is published any more")
    enum State {
        OK,
        LATE,
        DAMAGED
    }

    /** @param size so many events it is of; with the root, in base64, what it promises */
    record Published(long size, String root, Instant publishedAt) {
        static Published of(Checkpoint checkpoint, Instant at) {
            return new Published(checkpoint.size(), checkpoint.root().toBase64(), at);
        }
    }

    static LogStatus of(String origin, long size, Optional<Published> checkpoint, LogHealth health) {
        var damage = health.damage();
        if (damage.isPresent()) {
            return new LogStatus(origin, size, State.DAMAGED, checkpoint, damage);
        }
        return health.isLate()
                ? new LogStatus(origin, size, State.LATE, checkpoint, Optional.of(LATE))
                : new LogStatus(origin, size, State.OK, checkpoint, Optional.empty());
    }
}
