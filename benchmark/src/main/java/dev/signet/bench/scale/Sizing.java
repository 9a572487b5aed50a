package dev.signet.bench.scale;

import dev.signet.bench.scale.Simulation.Outcome;
import java.util.Map;

/** Looks for the machines that so many records per second take: whatever is busiest gets more, until it is enough or one machine can have no more. */
final class Sizing {
    private static final int BATCHES = 20_000;
    private static final int FIRST_KEYS = 10;
    private static final double BUSY = 0.85;
    private static final double WORN_OUT = 0.97;
    private static final int A_TENTH = 10;

    private final Map<Station, Demand> demands;
    private final int largestMachine;

    /** @param largestMachine processors of the largest that there is, for what cannot be spread over several */
    Sizing(Map<Station, Demand> demands, int largestMachine) {
        this.demands = demands;
        this.largestMachine = largestMachine;
    }

    /** @param isEnough otherwise the busiest machine is as large as they come */
    record Size(Plant plant, Outcome outcome, boolean isEnough) {}

    Size of(double recordsPerSecond, int batchSize, double commitMillis) {
        var plant = Plant.apart(FIRST_KEYS, FIRST_KEYS, batchSize, commitMillis);
        while (true) {
            var outcome = Simulation.of(plant, demands, BATCHES);
            if (outcome.recordsPerSecond() >= recordsPerSecond) {
                return new Size(plant, outcome, true);
            }
            var busiest = outcome.busiest();
            var load = outcome.load().getOrDefault(busiest, 0.0);
            var grows = isSpread(busiest) || busiest.processors() < largestMachine;
            if (load < (grows ? BUSY : WORN_OUT)) {
                plant = plant.with(more(plant.keys()), more(plant.underWay()));
            } else if (grows) {
                plant = plant.with(busiest, more(busiest.processors()) - busiest.processors());
            } else {
                return new Size(plant, outcome, false);
            }
        }
    }

    private static boolean isSpread(Machine machine) {
        return machine.stations().stream().allMatch(Station::scalesOut);
    }

    private static int more(int count) {
        return count + Math.ceilDiv(count, A_TENTH);
    }
}
