package dev.signet.bench.scale;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A closed queueing network: so many batches are under way, each of which goes from station to station, waits for a processor there, and begins anew when
 * it is done. Between its grant and its close it has a key. How long a processor takes is exponentially distributed around what was measured, which
 * is more uneven than it is.
 */
final class Simulation {
    /** A station for a part of what a batch takes of it. What is measured does not say how it is split, and it hardly matters. */
    private record Step(Station station, double share) {}

    private static final Step[] WAY = {
        new Step(Station.DISPATCHER, 1),
        new Step(Station.BROKER, 0.5),
        new Step(Station.KEYS, 0.5), // the grant, upon which it has a key
        new Step(Station.COLLECTION, 0.5),
        new Step(Station.WORKERS, 1),
        new Step(Station.COLLECTION, 0.5),
        new Step(Station.DATABASE, 1),
        new Step(Station.BROKER, 0.5),
        new Step(Station.KEYS, 0.5), // the close, upon which the key is free
        new Step(Station.AUDIT, 1)
    };
    private static final int GRANT = 2;
    private static final int STORE = 6;
    private static final int CLOSE = 8;
    private static final double WARM_UP = 0.2;

    /** Something that happens to a batch at a time. */
    private record Event(double at, Batch batch) {}

    private static final class Batch {
        private int step;
        private boolean waitsForCommit;
        private double begun;
    }

    /** A machine's, and who waits for them. */
    private static final class Processors {
        private final Machine machine;
        private final Queue<Batch> waiting = new ArrayDeque<>();
        private int free;
        private double busySeconds;

        Processors(Machine machine) {
            this.machine = machine;
            this.free = machine.processors();
        }
    }

    private final Plant plant;
    private final Map<Station, Demand> demands;
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    private final PriorityQueue<Event> events = new PriorityQueue<>((one, other) -> Double.compare(one.at, other.at));
    private final Map<Station, Processors> processors = new EnumMap<>(Station.class);
    private final Queue<Batch> waitingForKey = new ArrayDeque<>();
    private int freeKeys;
    private double now;

    private Simulation(Plant plant, Map<Station, Demand> demands) {
        this.plant = plant;
        this.demands = demands;
        this.freeKeys = plant.keys();
        for (var machine : plant.machines()) {
            var shared = new Processors(machine);
            machine.stations().forEach(station -> processors.put(station, shared));
        }
    }

    /**
     * What came of it.
     *
     * @param load of each machine's processors, from 0 to 1
     * @param secondsPerBatch from its dispatch to its end
     */
    record Outcome(double recordsPerSecond, Map<Machine, Double> load, double secondsPerBatch) {
        Machine busiest() {
            return load.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .orElseThrow()
                    .getKey();
        }
    }

    /** @param batches after which it ends; the first fifth of them does not count */
    static Outcome of(Plant plant, Map<Station, Demand> demands, int batches) {
        return new Simulation(plant, demands).run(batches);
    }

    private Outcome run(int batches) {
        for (var i = 0; i < plant.underWay(); i++) {
            begin(new Batch());
        }
        var warm = (int) (batches * WARM_UP);
        var from = 0.0;
        var sojourn = 0.0;
        for (var done = 0; done < batches; ) {
            var event = events.remove();
            now = event.at;
            if (goOn(event.batch)) {
                done++;
                if (done == warm) {
                    from = now;
                    processors.values().forEach(some -> some.busySeconds = 0);
                }
                sojourn += done > warm ? now - event.batch.begun : 0;
                begin(event.batch);
            }
        }
        var lasted = now - from;
        var load = new HashMap<Machine, Double>();
        processors
                .values()
                .forEach(some -> load.put(some.machine, some.busySeconds / lasted / some.machine.processors()));
        return new Outcome((batches - warm) * (double) plant.batchSize() / lasted, load, sojourn / (batches - warm));
    }

    private void begin(Batch batch) {
        batch.step = 0;
        batch.begun = now;
        arrive(batch);
    }

    /** Returns whether the batch is done. */
    private boolean goOn(Batch batch) {
        if (batch.waitsForCommit) {
            batch.waitsForCommit = false;
        } else {
            leave(at(WAY[batch.step].station));
            if (batch.step == STORE && plant.commitMillis() > 0) {
                batch.waitsForCommit = true;
                events.add(new Event(now + plant.commitMillis() / 1e3, batch));
                return false;
            }
        }
        if (batch.step == GRANT && !takeKey(batch)) {
            return false;
        }
        if (batch.step == CLOSE) {
            giveKeyBack();
        }
        batch.step++;
        if (batch.step < WAY.length) {
            arrive(batch);
        }
        return batch.step == WAY.length;
    }

    private boolean takeKey(Batch batch) {
        if (freeKeys == 0) {
            waitingForKey.add(batch);
            return false;
        }
        freeKeys--;
        return true;
    }

    private void giveKeyBack() {
        var next = waitingForKey.poll();
        if (next == null) {
            freeKeys++;
        } else {
            next.step++;
            arrive(next);
        }
    }

    private void arrive(Batch batch) {
        var some = at(WAY[batch.step].station);
        if (some.free == 0) {
            some.waiting.add(batch);
        } else {
            some.free--;
            serve(batch);
        }
    }

    private void serve(Batch batch) {
        var step = WAY[batch.step];
        var mean = Objects.requireNonNull(demands.get(step.station)).seconds(plant.batchSize()) * step.share;
        var seconds = -Math.log(1 - random.nextDouble()) * mean;
        at(step.station).busySeconds += seconds;
        events.add(new Event(now + seconds, batch));
    }

    private void leave(Processors some) {
        var next = some.waiting.poll();
        if (next == null) {
            some.free++;
        } else {
            serve(next);
        }
    }

    private Processors at(Station station) {
        return Objects.requireNonNull(processors.get(station));
    }
}
