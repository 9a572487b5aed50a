package dev.signet.bench.scale;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Machines, and what they have to work with.
 *
 * @param processors of each station
 * @param keys a key is taken from its grant until its lease is closed
 * @param underWay batches that all workers together have under way
 * @param commitMillis that a batch waits for a commit, beside the processor time
 */
record Plant(Map<Station, Integer> processors, int keys, int underWay, int batchSize, double commitMillis) {
    Plant {
        processors = Map.copyOf(processors);
    }

    int at(Station station) {
        return Objects.requireNonNull(processors.get(station));
    }

    Plant with(Station station, int count) {
        var more = new EnumMap<>(processors);
        more.put(station, count);
        return new Plant(more, keys, underWay, batchSize, commitMillis);
    }

    Plant with(int moreKeys, int moreUnderWay) {
        return new Plant(processors, moreKeys, moreUnderWay, batchSize, commitMillis);
    }
}
