package dev.signet.tlog;

/** Where the hashes of complete subtrees come from; those of a leaf have height 0. They never change once there are enough leaves. */
@FunctionalInterface
public interface Nodes {
    /** The root of the subtree over the leaves {@code [index << height, (index + 1) << height)}, all of which exist. */
    Hash at(int height, long index);
}
