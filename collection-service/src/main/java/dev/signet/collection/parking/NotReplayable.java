package dev.signet.collection.parking;

/** A parked message cannot be sent again: nobody knows where to, or what it was. */
final class NotReplayable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private NotReplayable(String sentence) {
        super(sentence);
    }

    static NotReplayable fromNowhere(long id) {
        return new NotReplayable(
                "Nobody knows which queue message %d came from; discard it, and send it again where it belongs."
                        .formatted(id));
    }

    static NotReplayable sealed(long id) {
        return new NotReplayable("Message %d was sealed under keys that were dropped; discard it.".formatted(id));
    }
}
