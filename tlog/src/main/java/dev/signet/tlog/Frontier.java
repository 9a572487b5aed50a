package dev.signet.tlog;

import java.util.ArrayList;
import java.util.List;

/** A tree that only grows and forgets its leaves: what is left of it is one hash per complete subtree, enough for the root. */
public final class Frontier {
    private final List<Hash> peaks = new ArrayList<>();
    private long size;

    public void add(Hash leaf) {
        var hash = leaf;
        // each complete pair becomes one: as many as the size has ones at its end
        for (var merges = Long.numberOfTrailingZeros(~size); merges > 0; merges--) {
            hash = Hash.ofNode(peaks.removeLast(), hash);
        }
        peaks.add(hash);
        size++;
    }

    public long size() {
        return size;
    }

    public Hash root() {
        if (size == 0) {
            return Hash.ofEmptyTree();
        }
        var root = peaks.getLast();
        for (var peak : peaks.reversed().subList(1, peaks.size())) {
            root = Hash.ofNode(peak, root);
        }
        return root;
    }
}
