package dev.signet.tlog;

/** Something that should be a note, a checkpoint or a key is none; the message says what is wrong. */
public final class NotANote extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NotANote(String what) {
        super(what);
    }
}
