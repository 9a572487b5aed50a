package dev.signet.tlog;

import java.util.ArrayList;
import java.util.List;

/** Checks proofs without the log (RFC 9162, 2.1.3.2 and 2.1.4.2, whose proofs are those of RFC 6962). */
public final class Proofs {
    /** Whether the tree of this size and root has the leaf at this index. */
    public static boolean provesInclusion(List<Hash> proof, Hash leaf, long index, long size, Hash root) {
        if (index < 0 || index >= size) {
            return false;
        }
        var node = index;
        var last = size - 1;
        var hash = leaf;
        for (var sibling : proof) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = Hash.ofNode(sibling, hash);
                var up = rightmostSteps(node);
                node >>= up;
                last >>= up;
            } else {
                hash = Hash.ofNode(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    /** Whether the larger tree begins with all leaves of the smaller one, in their order. */
    public static boolean provesConsistency(
            List<Hash> proof, long earlierSize, Hash earlierRoot, long size, Hash root) {
        if (earlierSize < 0 || earlierSize > size) {
            return false;
        }
        if (earlierSize == size) {
            return proof.isEmpty() && earlierRoot.equals(root);
        }
        if (earlierSize == 0) {
            return proof.isEmpty() && earlierRoot.equals(Hash.ofEmptyTree());
        }
        var path = proof;
        if (Long.bitCount(earlierSize) == 1) {
            path = new ArrayList<>(proof);
            path.addFirst(earlierRoot);
        }
        return !path.isEmpty() && climb(path, earlierSize, earlierRoot, size, root);
    }

    private static boolean climb(List<Hash> path, long earlierSize, Hash earlierRoot, long size, Hash root) {
        var node = earlierSize - 1;
        var last = size - 1;
        var up = Long.numberOfTrailingZeros(~node);
        node >>= up;
        last >>= up;
        var earlier = path.getFirst();
        var later = path.getFirst();
        for (var sibling : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                earlier = Hash.ofNode(sibling, earlier);
                later = Hash.ofNode(sibling, later);
                var steps = rightmostSteps(node);
                node >>= steps;
                last >>= steps;
            } else {
                later = Hash.ofNode(later, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && earlier.equals(earlierRoot) && later.equals(root);
    }

    /** How many levels a node at the right edge goes up alone before it has a sibling on its left. */
    private static int rightmostSteps(long node) {
        return node == 0 ? 0 : Long.numberOfTrailingZeros(node);
    }

    private Proofs() {}
}
