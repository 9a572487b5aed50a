package dev.signet.audit.tree;

import dev.signet.audit.tree.Tile.Hashes;

/** Where complete tiles are kept. */
interface TileStore {
    /** How many there are of this level; they are numbered from 0 without gaps. */
    long count(int level);

    Hashes get(int level, long n);

    /** Again is no mistake, as long as it is the same tile. */
    void put(Tile tile);
}
