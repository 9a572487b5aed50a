package dev.signet.bench.peers;

import dev.signet.bench.contest.Workload;
import dev.signet.bench.limits.PlainTables;
import java.util.HashMap;
import java.util.Map;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** Cuts the records into ranges of whole batches, as many as run at once. */
final class RecordRanges implements Partitioner {
    private static final String FIRST = "first";
    private static final String LAST = "last";

    private final PlainTables tables;
    private final Workload workload;

    RecordRanges(PlainTables tables, Workload workload) {
        this.tables = tables;
        this.workload = workload;
    }

    @Override
    public Map<String, ExecutionContext> partition(int gridSize) {
        var ranges = new HashMap<String, ExecutionContext>();
        var count = Math.min(gridSize, workload.batches());
        for (var i = 0; i < count; i++) {
            var range = new ExecutionContext();
            range.putLong(FIRST, tables.firstOf(start(i, count)));
            range.putLong(LAST, tables.lastOf(start(i + 1, count) - 1));
            ranges.put(Integer.toString(i), range);
        }
        return ranges;
    }

    private int start(long range, int count) {
        return (int) (range * workload.batches() / count);
    }

    /** As the parameters of a query. */
    static Map<String, Object> bounds(ExecutionContext range) {
        return Map.of(FIRST, range.getLong(FIRST), LAST, range.getLong(LAST));
    }
}
