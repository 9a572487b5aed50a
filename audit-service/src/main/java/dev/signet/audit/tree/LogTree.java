package dev.signet.audit.tree;

import dev.signet.tlog.Checkpoint;
import dev.signet.tlog.Hash;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tree over the log: follows it, and answers for any of its lengths. */
@Component
class LogTree {
    private final TileStore store;
    private final LeafRows leaves;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable TiledTree tree;

    LogTree(TileStore store, LeafRows leaves) {
        this.store = store;
        this.leaves = leaves;
    }

    /** Takes in what the log has more. */
    void growTo(long size) {
        locked(grown -> {
            while (grown.size() < size) {
                leaves.from(grown.size(), size).forEach(grown::add);
                grown.save();
            }
            grown.save();
            return grown.size();
        });
    }

    long size() {
        return locked(TiledTree::size);
    }

    Checkpoint checkpoint(String origin, long size) {
        return locked(known -> new Checkpoint(origin, size, known.at(size).root()));
    }

    Hash leaf(long index) {
        return locked(known -> known.at(0, index));
    }

    List<Hash> inclusionProof(long index, long size) {
        return locked(known -> known.at(size).inclusionProof(index));
    }

    List<Hash> consistencyProof(long earlier, long size) {
        return locked(known -> known.at(size).consistencyProof(earlier));
    }

    private <T> T locked(Function<TiledTree, T> use) {
        lock.lock();
        try {
            return use.apply(opened());
        } finally {
            lock.unlock();
        }
    }

    private TiledTree opened() {
        var opened = tree;
        if (opened == null) {
            opened = TiledTree.over(store);
            tree = opened;
        }
        return opened;
    }
}
