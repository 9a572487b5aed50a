package dev.signet.system.network;

import java.util.concurrent.atomic.LongAdder;

/** Counts for {@link Traffic}. */
final class Meter {
    final LongAdder connections = new LongAdder();
    final LongAdder cut = new LongAdder();
    final LongAdder swallowed = new LongAdder();
    final LongAdder duplicated = new LongAdder();
    private final LongAdder toTarget = new LongAdder();
    private final LongAdder toClient = new LongAdder();

    LongAdder forwarded(Direction direction) {
        return switch (direction) {
            case TO_TARGET -> toTarget;
            case TO_CLIENT -> toClient;
        };
    }

    Traffic read(int open, int copiesUnderWay) {
        return new Traffic(
                connections.sum(),
                open,
                cut.sum(),
                toTarget.sum(),
                toClient.sum(),
                swallowed.sum(),
                duplicated.sum(),
                copiesUnderWay);
    }
}
