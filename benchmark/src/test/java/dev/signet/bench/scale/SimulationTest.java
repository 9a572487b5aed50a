package dev.signet.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against what queueing theory knows exactly. */
class SimulationTest {
    private static final int BATCHES = 100_000;
    private static final int SIZE = 100;

    private final Map<Station, Demand> demands = new EnumMap<>(Station.class);

    SimulationTest() {
        for (var station : Station.values()) {
            demands.put(station, new Demand(0.001, 0));
        }
    }

    /** The bottleneck law: X ≤ processors / demand, reached with enough under way (Denning and Buzen 1978). */
    @Test
    void withEnoughUnderWayTheBottleneckSetsThePaceAndIsBusy() {
        demands.put(Station.DATABASE, new Demand(2, 0));
        demands.put(Station.WORKERS, new Demand(1, 20));
        var plant = plant(1_000, 200, 0);
        plant = plant.with(plant.of(Station.WORKERS), 3);

        var outcome = Simulation.of(plant, demands, BATCHES);

        assertThat(outcome.recordsPerSecond()).isCloseTo(SIZE / 0.002, within(SIZE / 0.002 * 0.02));
        assertThat(outcome.busiest()).isEqualTo(plant.of(Station.DATABASE));
        assertThat(outcome.load().get(plant.of(Station.WORKERS))).isCloseTo(0.003 / 0.002 / 4, within(0.02));
    }

    /** Little's law, here for keys: with one of them the pace is one batch for each time that it is held. */
    @Test
    void withOneKeyABatchWaitsForTheOneBefore() {
        demands.put(Station.WORKERS, new Demand(5, 0));

        var outcome = Simulation.of(plant(1, 50, 10), demands, BATCHES);

        assertThat(outcome.recordsPerSecond()).isCloseTo(SIZE / 0.0150035, within(SIZE / 0.015 * 0.02));
    }

    /** Balanced stations of one processor each and n under way: X = n / (n + k - 1) / demand (mean value analysis). */
    @Test
    void balancedStationsAreAsTheoryHasThem() {
        for (var station : Station.values()) {
            demands.put(station, new Demand(1, 0));
        }

        var stations = Station.values().length;

        var outcome = Simulation.of(plant(100, 5, 0), demands, BATCHES);

        assertThat(outcome.recordsPerSecond()).isCloseTo(5.0 / (5 + stations - 1) / 0.001 * SIZE, within(1_000.0));
        assertThat(outcome.secondsPerBatch()).isCloseTo(5 * SIZE / outcome.recordsPerSecond(), within(0.0002));
    }

    /** On one machine a batch takes what it takes of all stations together. */
    @Test
    void stationsOnOneMachineShareItsProcessors() {
        demands.put(Station.DATABASE, new Demand(2, 0));
        demands.put(Station.WORKERS, new Demand(4, 0));

        var outcome = Simulation.of(Plant.together(2, 1_000, 100, SIZE), demands, BATCHES);

        assertThat(outcome.recordsPerSecond()).isCloseTo(2 * SIZE / 0.006004, within(2 * SIZE / 0.006 * 0.02));
    }

    @Test
    void demandIsTheLineThroughTwoMeasurements() {
        var demand = Demand.through(100, 0.003, 1_000, 0.012);

        assertThat(demand.perBatchMillis()).isCloseTo(2, within(1e-9));
        assertThat(demand.perRecordMicros()).isCloseTo(10, within(1e-9));
        assertThat(demand.seconds(10_000)).isCloseTo(0.102, within(1e-9));
    }

    private static Plant plant(int keys, int underWay, double commitMillis) {
        return Plant.apart(keys, underWay, SIZE, commitMillis);
    }
}
