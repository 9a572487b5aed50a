package dev.signet.key.lease;

/** Nothing is wrong with the request; it cannot be served at the moment. */
public class LeasesUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    LeasesUnavailable(String whatToDo) {
        super(whatToDo);
    }
}
