package dev.signet.bench.scale;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Machines, and what they have to work with.
 *
 * @param machines each station is on one
 * @param keys a key is taken from its grant until its lease is closed
 * @param underWay batches that all workers together have under way
 * @param commitMillis that a batch waits for a commit, beside the processor time
 */
record Plant(List<Machine> machines, int keys, int underWay, int batchSize, double commitMillis) {
    Plant {
        machines = List.copyOf(machines);
    }

    /** All on one machine. */
    static Plant together(int processors, int keys, int underWay, int batchSize) {
        var all = new Machine(EnumSet.allOf(Station.class), processors);
        return new Plant(List.of(all), keys, underWay, batchSize, 0);
    }

    /** Each station on machines of its own, with one processor to begin with. */
    static Plant apart(int keys, int underWay, int batchSize, double commitMillis) {
        var each = Arrays.stream(Station.values())
                .map(station -> new Machine(Set.of(station), 1))
                .toList();
        return new Plant(each, keys, underWay, batchSize, commitMillis);
    }

    Machine of(Station station) {
        return machines.stream()
                .filter(machine -> machine.stations().contains(station))
                .findFirst()
                .orElseThrow();
    }

    Plant with(Machine machine, int more) {
        var grown = machines.stream()
                .map(one -> one.equals(machine) ? one.with(more) : one)
                .toList();
        return new Plant(grown, keys, underWay, batchSize, commitMillis);
    }

    Plant with(int moreKeys, int moreUnderWay) {
        return new Plant(machines, moreKeys, moreUnderWay, batchSize, commitMillis);
    }

    int processors() {
        return machines.stream().mapToInt(Machine::processors).sum();
    }
}
