package dev.signet.audit.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.audit.tree.Tile.Hashes;
import dev.signet.tlog.Frontier;
import dev.signet.tlog.Hash;
import dev.signet.tlog.Proofs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TiledTreeTest {
    private final Store store = new Store();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 255, 256, 257, 511, 512, 1000, 65_535, 65_536, 65_537, 66_000})
    void rootIsThatOfTheTreeHoweverManyTiles(int size) {
        var tree = TiledTree.over(store);
        var frontier = new Frontier();
        for (var i = 0; i < size; i++) {
            tree.add(leaf(i));
            frontier.add(leaf(i));
        }

        assertThat(tree.at(size).root()).isEqualTo(frontier.root());
        tree.save();
        assertThat(tree.at(size).root()).isEqualTo(frontier.root());
    }

    @Test
    void everyEarlierSizeIsStillProved() {
        var tree = TiledTree.over(store);
        var roots = new ArrayList<Hash>();
        var frontier = new Frontier();
        for (var i = 0; i < 1300; i++) {
            roots.add(frontier.root());
            tree.add(leaf(i));
            frontier.add(leaf(i));
            if (i % 7 == 0) {
                tree.save();
            }
        }

        for (var size = 1; size < 1300; size += 13) {
            var root = roots.get(size);
            assertThat(tree.at(size).root()).isEqualTo(root);
            assertThat(Proofs.provesInclusion(
                            tree.at(size).inclusionProof(size / 2), leaf(size / 2), size / 2, size, root))
                    .isTrue();
            assertThat(Proofs.provesConsistency(
                            tree.at(1299).consistencyProof(size), size, root, 1299, roots.get(1299)))
                    .isTrue();
        }
    }

    @Test
    void continuesFromWhatWasStoredWhereverItBrokeOff() {
        var frontier = new Frontier();
        for (var i = 0; i < 66_000; i++) {
            frontier.add(leaf(i));
        }
        // the tile of level 0 that completes one of level 1 is stored, and the machine stops before the other is
        for (var puts = 250; puts <= 257; puts++) {
            var broken = new Store();
            broken.failsAfter = puts;
            var tree = TiledTree.over(broken);
            for (var i = 0; i < 66_000; i++) {
                tree.add(leaf(i));
            }
            assertThatThrownBy(tree::save).isInstanceOf(IllegalStateException.class);
            broken.failsAfter = Integer.MAX_VALUE;

            var again = TiledTree.over(broken);
            for (var i = again.size(); i < 66_000; i++) {
                again.add(leaf((int) i));
            }
            again.save();

            assertThat(again.size()).isEqualTo(66_000);
            assertThat(again.at(66_000).root()).isEqualTo(frontier.root());
        }
    }

    @Test
    void savingThatFailedIsTriedAgain() {
        store.failsAfter = 1;
        var tree = TiledTree.over(store);
        for (var i = 0; i < 1024; i++) {
            tree.add(leaf(i));
        }
        assertThatThrownBy(tree::save).isInstanceOf(IllegalStateException.class);
        var root = tree.at(1024).root();

        store.failsAfter = Integer.MAX_VALUE;
        tree.save();

        assertThat(store.tiles).hasSize(4);
        assertThat(TiledTree.over(store).at(1024).root()).isEqualTo(root);
    }

    private static Hash leaf(int i) {
        return Hash.ofLeaf(("event " + i).getBytes(UTF_8));
    }

    private static final class Store implements TileStore {
        private final Map<String, Hashes> tiles = new HashMap<>();
        private int failsAfter = Integer.MAX_VALUE;

        @Override
        public long count(int level) {
            return tiles.keySet().stream()
                    .filter(key -> key.startsWith(level + "/"))
                    .count();
        }

        @Override
        public Hashes get(int level, long n) {
            return Objects.requireNonNull(tiles.get(level + "/" + n));
        }

        @Override
        public void put(Tile tile) {
            if (failsAfter-- <= 0) {
                throw new IllegalStateException("the disk is full");
            }
            tiles.put(tile.level() + "/" + tile.n(), Hashes.full(tile.hashes().toBytes()));
        }
    }
}
