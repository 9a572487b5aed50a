package dev.signet.collection.parking;

/** A parked message did not come from a queue that is known. */
final class NotReplayable extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotReplayable(long id) {
        super("Nobody knows which queue message %d came from; discard it, and send it again where it belongs."
                .formatted(id));
    }
}
