package dev.signet.tlog;

import java.util.List;

/** Nodes straight from the definition: every subtree is computed from its leaves, each time. */
record Leaves(List<Hash> leaves) implements Nodes {
    @Override
    public Hash at(int height, long index) {
        if (height == 0) {
            return leaves.get((int) index);
        }
        return Hash.ofNode(at(height - 1, 2 * index), at(height - 1, 2 * index + 1));
    }

    Tree tree(int size) {
        return new Tree(size, this);
    }
}
