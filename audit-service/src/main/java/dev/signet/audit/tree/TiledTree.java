package dev.signet.audit.tree;

import dev.signet.audit.tree.Tile.Hashes;
import dev.signet.tlog.Hash;
import dev.signet.tlog.Nodes;
import dev.signet.tlog.Tree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A tree that grows leaf by leaf, in tiles: complete ones go to the store, of each level at most one is unfinished and in memory. Not for two threads
 * at once.
 */
final class TiledTree implements Nodes {
    private static final int LEVELS = 8; // more leaves than a long can count
    private static final int CACHED_TILES = 512;

    private final TileStore store;
    private final long[] complete = new long[LEVELS];
    private final Hashes[] unfinished = new Hashes[LEVELS];
    private final Deque<Tile> unstored = new ArrayDeque<>();
    private final Map<Place, Hashes> cache = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Hashes> eldest) {
            return size() > CACHED_TILES;
        }
    };

    private record Place(int level, long n) {}

    private TiledTree(TileStore store) {
        this.store = store;
        for (var level = 0; level < LEVELS; level++) {
            complete[level] = store.count(level);
            unfinished[level] = new Hashes();
        }
    }

    /** As far as there are complete tiles in the store: up to 255 leaves have to be added again. */
    static TiledTree over(TileStore store) {
        var tree = new TiledTree(store);
        // From the top, so that what completes a tile finds everything in place above it: not all that belonged to one
        // moment need have been stored.
        for (var level = LEVELS - 2; level >= 0; level--) {
            var end = tree.complete[level];
            for (var n = tree.complete[level + 1] * Tile.WIDTH; n < end; n++) {
                tree.add(level + 1, store.get(level, n).root(Tile.HEIGHT, 0));
            }
        }
        return tree;
    }

    long size() {
        return complete[0] * Tile.WIDTH + unfinished[0].count();
    }

    void add(Hash leaf) {
        add(0, leaf);
    }

    private void add(int level, Hash hash) {
        var tile = unfinished[level];
        tile.add(hash);
        if (tile.count() == Tile.WIDTH) {
            unstored.add(new Tile(level, complete[level]++, tile));
            unfinished[level] = new Hashes();
            add(level + 1, tile.root(Tile.HEIGHT, 0));
        }
    }

    /** Stores what has become complete. Where that fails, the tiles stay here, and it may be tried again. */
    void save() {
        while (!unstored.isEmpty()) {
            store.put(unstored.getFirst());
            var stored = unstored.removeFirst();
            cache.put(new Place(stored.level(), stored.n()), stored.hashes());
        }
    }

    /** The tree over the first so many leaves. */
    Tree at(long size) {
        if (size > size()) {
            throw new IllegalArgumentException("there are %d leaves, not %d".formatted(size(), size));
        }
        return new Tree(size, this);
    }

    @Override
    public Hash at(int height, long index) {
        var level = height / Tile.HEIGHT;
        var within = height % Tile.HEIGHT;
        var first = index << within;
        return hashes(level, first / Tile.WIDTH).root(within, (int) (first % Tile.WIDTH));
    }

    private Hashes hashes(int level, long n) {
        if (n == complete[level]) {
            return unfinished[level];
        }
        return unstored.stream()
                .filter(tile -> tile.level() == level && tile.n() == n)
                .map(Tile::hashes)
                .findFirst()
                .orElseGet(() -> cache.computeIfAbsent(new Place(level, n), _ -> store.get(level, n)));
    }
}
