package dev.signet.cli.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.signet.tlog.Checkpoint;
import dev.signet.tlog.Frontier;
import dev.signet.tlog.Hash;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Builds the tree over an export's events anew, and compares its root at every size that was promised. */
final class AuditCheck {
    private final List<Checkpoint> promises;
    private final Deque<Checkpoint> open;
    private final Frontier tree = new Frontier();
    private long proved;

    /** @param promises the smallest first, at least one */
    AuditCheck(List<Checkpoint> promises) {
        this.promises = promises;
        this.open = new ArrayDeque<>(promises);
    }

    /**
     * What was found.
     *
     * @param events in the export
     * @param checkpoints that were compared
     * @param proved so many of the first events are those that were promised
     * @param beyond so many at the end are in no checkpoint, and could have been changed
     * @param problem the first
     */
    record Report(long events, long checkpoints, long proved, long beyond, Optional<String> problem) {
        boolean holds() {
            return problem.isEmpty();
        }
    }

    Report run(EventLines lines) throws IOException {
        var problem = compare();
        for (var line = lines.next(); line != null; line = lines.next()) {
            if (problem.isEmpty()) {
                problem = misplaced(line);
            }
            tree.add(Hash.ofLeaf(line));
            if (problem.isEmpty()) {
                problem = compare();
            }
        }
        return report(problem.or(this::truncated));
    }

    private Optional<String> misplaced(byte[] line) {
        var expected = "{\"logindex\":\"%d\",".formatted(tree.size()).getBytes(US_ASCII);
        return EventLines.startsWith(line, expected)
                ? Optional.empty()
                : Optional.of("line %d of the export is not event %d: events were removed, added or moved"
                        .formatted(tree.size() + 1, tree.size()));
    }

    private Optional<String> compare() {
        while (!open.isEmpty() && open.getFirst().size() == tree.size()) {
            if (!open.removeFirst().root().equals(tree.root())) {
                return Optional.of("from event %d up to %d, something is not as the checkpoint of %d events says"
                        .formatted(proved, tree.size() - 1, tree.size()));
            }
            proved = tree.size();
        }
        return Optional.empty();
    }

    private Optional<String> truncated() {
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "the export has %d events, and the last checkpoint is of %d: events were removed from its end"
                                .formatted(tree.size(), open.getLast().size()));
    }

    private Report report(Optional<String> problem) {
        var promised = promises.getLast().size();
        return new Report(
                tree.size(), promises.size() - open.size(), proved, Math.max(0, tree.size() - promised), problem);
    }
}
