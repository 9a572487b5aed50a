package dev.signet.collection.intake;

import dev.signet.collection.intake.mask.MaskRing;
import dev.signet.collection.intake.mask.RecoveryKey;
import dev.signet.collection.intake.type.IntakeTypes;
import dev.signet.collection.keyring.KnownKeyrings;
import dev.signet.collection.record.RecordProperties;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the sorting of a group needs, whatever is in the group. */
@Component
class Sorter {
    private final IntakeTypes types;
    private final KnownKeyrings keyrings;
    private final RecoveryKey recovery;
    private final RecordProperties limits;
    private final Clock clock;

    Sorter(IntakeTypes types, KnownKeyrings keyrings, RecoveryKey recovery, RecordProperties limits, Clock clock) {
        this.types = types;
        this.keyrings = keyrings;
        this.recovery = recovery;
        this.limits = limits;
        this.clock = clock;
    }

    Sorting sort(List<? extends IncomingMessage> messages, MaskRing ring) {
        var sorting = new Sorting(types, keyrings, ring, recovery, limits.maxPayload(), clock);
        messages.forEach(sorting::add);
        return sorting;
    }

    boolean knows(String type) {
        return types.find(type).isPresent();
    }
}
