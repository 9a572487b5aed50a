package dev.signet.system;

import dev.signet.platform.CrashPoint;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One death: of which service, where, and the how manieth time that it comes there. */
record CrashCase(Service service, CrashPoint point, int pass) {
    /**
     * Those that were asked for: at their first pass, or at those in {@code signet.crash-passes}; at all points, or at those that
     * {@code signet.crash-points} matches. Those of one service stand together.
     */
    static Stream<CrashCase> askedFor() {
        var points = Pattern.compile(System.getProperty("signet.crash-points", ""));
        var passes = System.getProperty("signet.crash-passes", "1").split(",");
        return Arrays.stream(CrashPoint.values())
                .filter(point -> points.matcher(point.name()).find())
                .flatMap(point -> Arrays.stream(passes).map(Integer::valueOf).flatMap(pass -> at(point, pass)))
                .sorted(Comparator.comparing(CrashCase::service));
    }

    /** The deaths of all services that come to a point so often. */
    static Stream<CrashCase> at(CrashPoint point, int pass) {
        return pass > 1 && CrashScenarios.of(point).once()
                ? Stream.empty()
                : services(point).stream().map(service -> new CrashCase(service, point, pass));
    }

    private static List<Service> services(CrashPoint point) {
        return switch (point.name().substring(0, point.name().indexOf('_'))) {
            case "DISPATCHER" -> List.of(Service.DISPATCHER);
            case "WORKER" -> List.of(Service.SIGNING);
            case "KEYS" -> List.of(Service.KEYS);
            case "COLLECTION" -> List.of(Service.COLLECTION);
            case "AUDIT" -> List.of(Service.AUDIT);
            case "VAULT" -> List.of(Service.VAULT);
            case "OUTBOX" -> List.of(Service.KEYS, Service.COLLECTION, Service.VAULT);
            case "PARKING" -> List.of(Service.SIGNING, Service.KEYS, Service.COLLECTION, Service.AUDIT);
            default -> throw new IllegalArgumentException(point + " does not say whose point it is");
        };
    }

    @Override
    public String toString() {
        return "%s of %s, pass %d".formatted(point, service, pass);
    }
}
