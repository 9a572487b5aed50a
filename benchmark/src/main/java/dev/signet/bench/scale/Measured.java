package dev.signet.bench.scale;

import dev.signet.bench.contest.Contender;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What runs of separate processes took on one machine, each of another size of batches.
 *
 * @param batchSize records of each batch
 * @param batches of the run
 * @param seconds that the shortest run took
 * @param ofStations processor seconds of each station in it
 */
record Measured(int batchSize, int batches, int keys, int underWay, double seconds, Map<Station, Double> ofStations) {
    Measured {
        ofStations = Map.copyOf(ofStations);
    }

    double recordsPerSecond() {
        return (double) batchSize * batches / seconds;
    }

    /** From the file of {@code signet bench --json}, the smallest batches first. */
    static List<Measured> in(Path json, Contender contender) {
        return JsonMapper.builder()
                .build()
                .readTree(json.toFile())
                .valueStream()
                .filter(outcome -> outcome.path("runs").has(contender.name()))
                .map(outcome ->
                        of(outcome.path("workload"), outcome.path("runs").path(contender.name())))
                .sorted(Comparator.comparing(Measured::batchSize))
                .toList();
    }

    private static Measured of(JsonNode workload, JsonNode runs) {
        var best = runs.valueStream()
                .min(Comparator.comparing(run -> run.path("seconds").asDouble()))
                .orElseThrow();
        var stations = new EnumMap<Station, Double>(Station.class);
        for (var station : Station.values()) {
            stations.put(
                    station, best.path("secondsOfParts").path(station.title()).asDouble(0));
        }
        var size = workload.path("batchSize").asInt();
        return new Measured(
                size,
                Math.ceilDiv(workload.path("records").asInt(), size),
                workload.path("keys").asInt(),
                workload.path("concurrency").asInt() * workload.path("workers").asInt(),
                best.path("seconds").asDouble(),
                stations);
    }

    /** The lines through the smallest and the largest batches. */
    static Map<Station, Demand> demands(List<Measured> measured) {
        var small = measured.getFirst();
        var large = measured.getLast();
        if (small.batchSize == large.batchSize) {
            throw new IllegalArgumentException(
                    "There must be runs with two sizes of batches: signet bench --batch-sizes 100,1000 --json FILE");
        }
        var demands = new EnumMap<Station, Demand>(Station.class);
        Arrays.stream(Station.values())
                .forEach(station -> demands.put(
                        station,
                        Demand.through(
                                small.batchSize, small.ofBatch(station), large.batchSize, large.ofBatch(station))));
        return demands;
    }

    private double ofBatch(Station station) {
        return Objects.requireNonNull(ofStations.get(station)) / batches;
    }
}
