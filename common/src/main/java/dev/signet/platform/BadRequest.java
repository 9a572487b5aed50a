package dev.signet.platform;

/** The caller sent something that makes no sense; the message says what to do. Answered with 400. */
public class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BadRequest(String whatToDo) {
        super(whatToDo);
    }
}
