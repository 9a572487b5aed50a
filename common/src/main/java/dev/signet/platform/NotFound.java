package dev.signet.platform;

/** There is no such thing; the message says how to find one that is. Answered with 404. */
public class NotFound extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NotFound(String whatToDo) {
        super(whatToDo);
    }
}
