package dev.signet.cli.verify;

/** A signature is not what it should be; the message says in what. */
final class NotVerified extends Exception {
    private final Rule rule;

    NotVerified(String reason) {
        this(Rule.VERIFIED, reason);
    }

    NotVerified(Rule rule, String reason) {
        super(reason, null, false, false);
        this.rule = rule;
    }

    Rule rule() {
        return rule;
    }
}
