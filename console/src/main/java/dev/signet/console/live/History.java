package dev.signet.console.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The last minutes of a run's progress, for the chart of who comes later. */
final class History {
    private static final Set<String> RUNNING = Set.of("RUNNING", "STALLED");

    private final int most;
    private final Deque<Point> points = new ArrayDeque<>();

    /** @param most so many points; older ones go */
    History(int most) {
        this.most = most;
    }

    /** @param rate records per second, as the progress says */
    record Point(String asOf, long signed, double rate) {}

    // Once a run has ended its rate is that of all of it: no point in time.
    synchronized void add(JsonNode progress) {
        if (!RUNNING.contains(progress.path("state").asString(""))) {
            return;
        }
        var asOf = progress.path("asOf").asString("");
        var last = points.peekLast();
        if (last != null && last.asOf().equals(asOf)) {
            return;
        }
        var signed = progress.at("/records/signed").asLong(0);
        if (last != null && signed < last.signed()) {
            points.clear(); // another run
        }
        points.addLast(new Point(asOf, signed, progress.path("ratePerSecond").asDouble(0)));
        if (points.size() > most) {
            points.removeFirst();
        }
    }

    synchronized List<Point> points() {
        return List.copyOf(points);
    }
}
