package dev.signet.bench.scale;

import java.util.Set;

/** Machines that do one kind of work, or one that does several: what waits there takes the first processor that is free. */
record Machine(Set<Station> stations, int processors) {
    Machine {
        stations = Set.copyOf(stations);
    }

    Machine with(int more) {
        return new Machine(stations, processors + more);
    }
}
