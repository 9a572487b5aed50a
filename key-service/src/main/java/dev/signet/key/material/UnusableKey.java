package dev.signet.key.material;

/** A file does not hold a private key that we can sign with; the message says why and never what was in it. */
public class UnusableKey extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnusableKey(String reason) {
        super(reason);
    }
}
