package dev.signet.cli.verify;

import dev.signet.cli.bundle.Manifest;
import dev.signet.cli.bundle.Manifest.Run;
import dev.signet.cli.bundle.Shown;
import dev.signet.cli.progress.Figures;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The last words about a bundle: what it is and covers, then what is said about a run. */
public final class BundleSummary {
    private static final String INDENT = "          ";

    public static void print(PrintStream out, BundleCheck.Result result) {
        var manifest = result.manifest();
        out.println();
        out.println("Bundle:   " + Shown.text(origin(manifest)));
        out.println(INDENT + Shown.text(coverage(result)));
        Summary.print(out, result.progress(), result.report(), List.of());
    }

    private static String origin(Manifest manifest) {
        return "whole, of %s, by signet %s, %s"
                .formatted(
                        manifest.createdAt().truncatedTo(ChronoUnit.SECONDS), manifest.signet(), runs(manifest.runs()));
    }

    private static String runs(List<Run> runs) {
        if (runs.size() != 1) {
            return Figures.count(runs.size(), "run");
        }
        var run = runs.getFirst();
        return "run %s in batches of %d".formatted(run.id(), run.batchSize());
    }

    private static String coverage(BundleCheck.Result result) {
        var covers = result.manifest().covers();
        var only = covers.only();
        if (only != null) {
            return "the batches of records %d to %d: all that was signed of them by %s (tick %d of the ledger), %s waiting"
                    .formatted(
                            only.first(),
                            only.last(),
                            covers.asOf(),
                            covers.tick(),
                            Figures.count(result.report().pending(), "record"));
        }
        return covers.finished()
                ? "all that was ever signed; nothing was left to sign, no key in use"
                : "taken while signing went on: all that was signed by %s (tick %d of the ledger), %s waiting, %s open"
                        .formatted(
                                covers.asOf(),
                                covers.tick(),
                                Figures.count(result.report().pending(), "record"),
                                Figures.count(result.open(), "lease"));
    }

    private BundleSummary() {}
}
