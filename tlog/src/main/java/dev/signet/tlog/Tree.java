package dev.signet.tlog;

import java.util.ArrayList;
import java.util.List;

/** The Merkle tree over the first {@code size} leaves of a log (RFC 6962, 2.1): its root, and proofs from it. */
public record Tree(long size, Nodes nodes) {
    public Tree {
        if (size < 0) {
            throw new IllegalArgumentException("a tree cannot have %d leaves".formatted(size));
        }
    }

    public Hash root() {
        return size == 0 ? Hash.ofEmptyTree() : root(0, size);
    }

    /** The audit path of a leaf: with it and the leaf, anybody can compute the root. */
    public List<Hash> inclusionProof(long index) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("there is no leaf %d among %d".formatted(index, size));
        }
        var proof = new ArrayList<Hash>();
        path(index, 0, size, proof);
        return proof;
    }

    /** That the tree over the first {@code earlier} leaves is the beginning of this one. */
    public List<Hash> consistencyProof(long earlier) {
        if (earlier < 0 || earlier > size) {
            throw new IllegalArgumentException("a tree of %d leaves does not begin one of %d".formatted(earlier, size));
        }
        var proof = new ArrayList<Hash>();
        if (earlier > 0) {
            subproof(earlier, 0, size, true, proof);
        }
        return proof;
    }

    private void path(long index, long first, long end, List<Hash> proof) {
        if (end - first == 1) {
            return;
        }
        var middle = first + split(end - first);
        if (index < middle) {
            path(index, first, middle, proof);
            proof.add(root(middle, end));
        } else {
            path(index, middle, end, proof);
            proof.add(root(first, middle));
        }
    }

    // whole: the verifier knows the root of what is on the left already, as long as nothing was cut off it
    private void subproof(long earlier, long first, long end, boolean whole, List<Hash> proof) {
        if (earlier == end) {
            if (!whole) {
                proof.add(root(first, end));
            }
            return;
        }
        var middle = first + split(end - first);
        if (earlier <= middle) {
            subproof(earlier, first, middle, whole, proof);
            proof.add(root(middle, end));
        } else {
            subproof(earlier, middle, end, false, proof);
            proof.add(root(first, middle));
        }
    }

    // Every range that comes up here begins at a multiple of its size rounded up to a power of two.
    private Hash root(long first, long end) {
        var leaves = end - first;
        if (Long.bitCount(leaves) == 1) {
            var height = Long.numberOfTrailingZeros(leaves);
            return nodes.at(height, first >> height);
        }
        var middle = first + split(leaves);
        return Hash.ofNode(root(first, middle), root(middle, end));
    }

    /** The largest power of two that is smaller. */
    private static long split(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }
}
