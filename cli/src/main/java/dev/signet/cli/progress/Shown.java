package dev.signet.cli.progress;

import java.util.ArrayList;
import java.util.List;

/** The parts that every view shows alike. */
final class Shown {
    static String signedOfTotal(Progress progress) {
        var records = progress.records();
        return "%s / %s".formatted(Figures.count(records.signed()), Figures.count(records.total()));
    }

    /** Batches and keys; what went wrong only where something did. */
    static String details(Progress progress) {
        var batches = progress.batches();
        var parts = new ArrayList<>(List.of("%s/%s batches"
                .formatted(
                        Figures.count(batches.signed() + batches.quarantined()),
                        Figures.count(batches.total() - batches.superseded()))));
        if (progress.keys() != null) {
            parts.add(Figures.count(progress.keys().leased(), "key") + " in use");
        }
        if (batches.deferred() > 0) {
            parts.add(Figures.count(batches.deferred()) + " deferred");
        }
        if (progress.records().quarantined() > 0) {
            parts.add(Figures.count(progress.records().quarantined()) + " quarantined");
        }
        return String.join(", ", parts);
    }

    private Shown() {}
}
