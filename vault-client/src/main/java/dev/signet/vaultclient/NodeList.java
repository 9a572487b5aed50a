package dev.signet.vaultclient;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;

/** The nodes that are known: those that were given, and those that they told of. */
final class NodeList {
    private final List<URI> given;
    private volatile List<URI> known;
    private volatile URI current;

    NodeList(List<URI> given) {
        this.given = given;
        this.known = given;
        this.current = given.getFirst();
    }

    /** The one to be asked: that which answered last. */
    URI current() {
        return current;
    }

    int size() {
        return known.size();
    }

    /** Whoever comes after the one that has failed is asked next. */
    void failed(URI node) {
        var all = known;
        current = all.get((all.indexOf(node) + 1) % all.size());
    }

    /** Those that were given are never forgotten: nodes may have told of each other before they all moved. */
    void learn(List<URI> told) {
        var all = new LinkedHashSet<>(given);
        all.addAll(told);
        known = List.copyOf(all);
    }
}
