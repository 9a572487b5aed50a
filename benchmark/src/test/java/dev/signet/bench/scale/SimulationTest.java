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
    private final Map<Station, Integer> processors = new EnumMap<>(Station.class);

    SimulationTest() {
        for (var station : Station.values()) {
            demands.put(station, new Demand(0.001, 0));
            processors.put(station, 1);
        }
    }

    /** The bottleneck law: X ≤ processors / demand, reached with enough under way (Denning and Buzen 1978). */
    @Test
    void withEnoughUnderWayTheBottleneckSetsThePaceAndIsBusy() {
        demands.put(Station.DATABASE, new Demand(2, 0));
        demands.put(Station.WORKERS, new Demand(1, 20));
        processors.put(Station.WORKERS, 4);

        var outcome = Simulation.of(plant(1_000, 200, 0), demands, BATCHES);

        assertThat(outcome.recordsPerSecond()).isCloseTo(SIZE / 0.002, within(SIZE / 0.002 * 0.02));
        assertThat(outcome.busiest()).isEqualTo(Station.DATABASE);
        assertThat(outcome.load().get(Station.WORKERS)).isCloseTo(0.003 / 0.002 / 4, within(0.02));
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
        demands.put(Station.BROKER, new Demand(1, 0));

        var outcome = Simulation.of(plant(100, 5, 0), demands, BATCHES);

        assertThat(outcome.recordsPerSecond()).isCloseTo(5.0 / (5 + 6 - 1) / 0.001 * SIZE, within(1_500.0));
        assertThat(outcome.secondsPerBatch()).isCloseTo(5 * SIZE / outcome.recordsPerSecond(), within(0.0002));
    }

    private Plant plant(int keys, int underWay, double commitMillis) {
        return new Plant(processors, keys, underWay, SIZE, commitMillis);
    }
}
