package dev.signet.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every proof of every tree up to a size, right and spoilt. */
class ProofsTest {
    private static final int LARGEST = 40;
    private static final Hash OTHER = Hash.ofLeaf("another".getBytes(UTF_8));
    private static final Leaves LEAVES = new Leaves(IntStream.range(0, LARGEST)
            .mapToObj(i -> Hash.ofLeaf(("leaf " + i).getBytes(UTF_8)))
            .toList());

    @Test
    void everyLeafOfEveryTreeIsProved() {
        forEachLeaf((tree, index) -> assertThat(Proofs.provesInclusion(
                        tree.inclusionProof(index), LEAVES.at(0, index), index, tree.size(), tree.root()))
                .isTrue());
    }

    @Test
    void noProofServesAnotherLeafIndexSizeOrRoot() {
        forEachLeaf((tree, index) -> {
            var proof = tree.inclusionProof(index);
            var leaf = LEAVES.at(0, index);
            assertThat(Proofs.provesInclusion(proof, OTHER, index, tree.size(), tree.root()))
                    .isFalse();
            assertThat(Proofs.provesInclusion(proof, leaf, index, tree.size(), OTHER))
                    .isFalse();
            for (var other = -1; other <= tree.size(); other++) {
                assertThat(Proofs.provesInclusion(proof, leaf, other, tree.size(), tree.root()))
                        .isEqualTo(other == index);
            }
        });
    }

    @Test
    void noInclusionProofMayBeChanged() {
        forEachLeaf((tree, index) -> spoilt(tree.inclusionProof(index))
                .forEach(proof -> assertThat(
                                Proofs.provesInclusion(proof, LEAVES.at(0, index), index, tree.size(), tree.root()))
                        .isFalse()));
    }

    @Test
    void everyTreeBeginsWithEverySmallerOne() {
        forEachPair((earlier, tree) -> assertThat(Proofs.provesConsistency(
                        tree.consistencyProof(earlier.size()),
                        earlier.size(),
                        earlier.root(),
                        tree.size(),
                        tree.root()))
                .isTrue());
    }

    @Test
    void noConsistencyProofMayBeChanged() {
        forEachPair((earlier, tree) -> spoilt(tree.consistencyProof(earlier.size()))
                .forEach(proof -> assertThat(Proofs.provesConsistency(
                                proof, earlier.size(), earlier.root(), tree.size(), tree.root()))
                        .isFalse()));
    }

    @Test
    void noConsistencyProofServesAnotherRoot() {
        forEachPair((earlier, tree) -> {
            var proof = tree.consistencyProof(earlier.size());
            assertThat(Proofs.provesConsistency(proof, earlier.size(), OTHER, tree.size(), tree.root()))
                    .isFalse();
            assertThat(Proofs.provesConsistency(proof, earlier.size(), earlier.root(), tree.size(), OTHER))
                    .isEqualTo(earlier.size() == 0 && tree.size() != 0); // nothing is the beginning of everything
        });
    }

    @Test
    void frontierHasTheRootOfTheTree() {
        var frontier = new Frontier();
        for (var size = 0; size < LARGEST; size++) {
            assertThat(frontier.root()).isEqualTo(LEAVES.tree(size).root());
            assertThat(frontier.size()).isEqualTo(size);
            frontier.add(LEAVES.at(0, size));
        }
    }

    @Test
    void thereIsNoProofOfWhatIsNotThere() {
        var tree = LEAVES.tree(3);

        assertThatThrownBy(() -> tree.inclusionProof(3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.inclusionProof(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.consistencyProof(4)).isInstanceOf(IllegalArgumentException.class);
    }

    // Shorter, longer, one hash replaced, two in another order.
    private static List<List<Hash>> spoilt(List<Hash> proof) {
        var all = new ArrayList<List<Hash>>();
        all.add(changed(proof, copy -> copy.add(OTHER)));
        for (var i = 0; i < proof.size(); i++) {
            var place = i;
            all.add(changed(proof, copy -> copy.remove(place)));
            all.add(changed(proof, copy -> copy.set(place, OTHER)));
            if (i > 0) {
                all.add(changed(proof, copy -> copy.add(copy.remove(place - 1))));
            }
        }
        all.removeIf(proof::equals);
        return all;
    }

    private static List<Hash> changed(List<Hash> proof, Consumer<List<Hash>> change) {
        var copy = new ArrayList<>(proof);
        change.accept(copy);
        return copy;
    }

    private static void forEachLeaf(LeafCheck check) {
        for (var size = 1; size <= LARGEST; size++) {
            for (var index = 0; index < size; index++) {
                check.check(LEAVES.tree(size), index);
            }
        }
    }

    private static void forEachPair(PairCheck check) {
        for (var size = 0; size <= LARGEST; size++) {
            for (var earlier = 0; earlier <= size; earlier++) {
                check.check(LEAVES.tree(earlier), LEAVES.tree(size));
            }
        }
    }

    private interface LeafCheck {
        void check(Tree tree, int index);
    }

    private interface PairCheck {
        void check(Tree earlier, Tree tree);
    }
}
