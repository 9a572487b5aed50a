package dev.signet.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The account that PostgreSQL's programs run under. PostgreSQL refuses to run as root, so root looks like somebody else (a user
 * namespace) or, in a container that forbids this, becomes {@code nobody}.
 */
public enum Account {
    /** A plain user runs the programs as they are. */
    SELF(List.of(), ""),
    /** Root outside, nobody inside: the files stay root's. */
    USER_NAMESPACE(List.of("unshare", "-U"), "0:0"),
    /** Really nobody; the files become nobody's. */
    NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"), "65534:65534");

    private final List<String> prefix;
    private final String owner;

    Account(List<String> prefix, String owner) {
        this.prefix = prefix;
        this.owner = owner;
    }

    /** The account for whoever runs this JVM. */
    public static Account detect() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return SELF;
        }
        for (var account : List.of(USER_NAMESPACE, NOBODY)) {
            if (account.run("true").succeeded()) {
                return account;
            }
        }
        throw new DatabaseDidNotStart("it refuses to run as root and neither unshare nor setpriv may be used here;"
                + " start as another user or give the URL of a database.");
    }

    Command.Outcome run(String... command) {
        return Command.run(command(List.of(command)));
    }

    /** The command that runs the given one under this account; it becomes the given one, with its process number. */
    public List<String> command(List<String> command) {
        var whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** Gives the directory to this account, whoever used it before. */
    public void own(Path directory) {
        if (this != SELF) {
            var outcome = Command.run(List.of("chown", "-hR", owner, directory.toString()));
            if (!outcome.succeeded()) {
                throw new DatabaseDidNotStart(outcome.lastLine());
            }
        }
    }
}
