package dev.signet.console.page;

import dev.signet.console.page.Views.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Leases as bars over time, a row for each key, to be drawn on a canvas {@value #WIDTH} wide.
 *
 * @param overlaps pairs of leases of one key that were open at once, by their ticks; must be 0
 * @param moreKeys that have leases, too, but no row
 */
record Timeline(List<Row> rows, List<Mark> marks, int height, int leases, long overlaps, int moreKeys) {
    static final int WIDTH = 1000;
    static final int ROW = 14;
    private static final int NARROWEST = 2;
    private static final int MARKS = 4;

    /** @param y of its upper edge */
    record Row(String keyId, int y, List<Bar> bars) {}

    record Bar(double x, double width, String kind, String batchId, String title) {}

    /** A point in time on the axis. */
    record Mark(double x, Instant at) {}

    static Timeline ofKeys(List<Lease> newestFirst, Instant now, int mostRows) {
        var byKey = new LinkedHashMap<String, List<Lease>>();
        newestFirst.forEach(lease ->
                byKey.computeIfAbsent(lease.keyId(), _ -> new ArrayList<>()).add(lease));
        var scale = Scale.of(newestFirst, now);
        var rows = new ArrayList<Row>();
        byKey.entrySet().stream().limit(mostRows).forEach(key -> rows.add(row(rows.size(), key, scale, now)));
        return new Timeline(
                rows,
                newestFirst.isEmpty() ? List.of() : scale.marks(),
                rows.size() * ROW,
                newestFirst.size(),
                byKey.values().stream().mapToLong(Timeline::overlaps).sum(),
                Math.max(0, byKey.size() - mostRows));
    }

    private static Row row(int number, Map.Entry<String, List<Lease>> key, Scale scale, Instant now) {
        var bars = key.getValue().stream().map(lease -> bar(lease, scale, now)).toList();
        return new Row(key.getKey(), number * ROW, bars);
    }

    private static Bar bar(Lease lease, Scale scale, Instant now) {
        var end = Objects.requireNonNullElse(lease.closedAt(), now);
        var x = scale.x(lease.grantedAt());
        var kind = lease.outcome() == null ? "open" : lease.outcome().equals("STORED") ? "stored" : "fenced";
        var held = Duration.between(lease.grantedAt(), end).toMillis();
        return new Bar(
                x,
                Math.max(NARROWEST, scale.x(end) - x),
                kind,
                lease.batchId(),
                "batch %s, token %d, %s, held %d ms"
                        .formatted(lease.batchId(), lease.token(), kind, Math.max(0, held)));
    }

    /** By ticks, which put all that happens to the keys in one order; clocks do not. */
    static long overlaps(List<Lease> ofOneKey) {
        var inOrder = ofOneKey.stream()
                .sorted(Comparator.comparingLong(Lease::grantTick))
                .toList();
        var overlaps = 0L;
        for (int i = 1; i < inOrder.size(); i++) {
            var before = inOrder.get(i - 1).closeTick();
            if (before == null || before > inOrder.get(i).grantTick()) {
                overlaps++;
            }
        }
        return overlaps;
    }

    private record Scale(Instant from, long millis) {
        static Scale of(List<Lease> leases, Instant now) {
            var from = leases.stream()
                    .map(Lease::grantedAt)
                    .min(Comparator.naturalOrder())
                    .orElse(now);
            var until = leases.stream()
                    .map(lease -> Objects.requireNonNullElse(lease.closedAt(), now))
                    .max(Comparator.naturalOrder())
                    .orElse(now);
            return new Scale(from, Math.max(1, Duration.between(from, until).toMillis()));
        }

        double x(Instant at) {
            var share = (double) Duration.between(from, at).toMillis() / millis;
            return Math.round(Math.clamp(share, 0, 1) * WIDTH * 10) / 10.0;
        }

        List<Mark> marks() {
            var marks = new ArrayList<Mark>();
            for (int i = 0; i <= MARKS; i++) {
                var at = from.plusMillis(millis * i / MARKS);
                marks.add(new Mark(x(at), at));
            }
            return marks;
        }
    }
}
