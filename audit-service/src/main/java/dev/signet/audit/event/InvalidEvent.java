package dev.signet.audit.event;

/** Something that should be an event is none; the message says what to do about it. */
public final class InvalidEvent extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InvalidEvent(String whatToDo) {
        super(whatToDo);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
