package dev.signet.cli.verify;

import dev.signet.cli.progress.Figures;
import dev.signet.cli.progress.Progress;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The last words about a run: what was checked, what was found, and what one can do next. */
public final class Summary {
    private static final String INDENT = "          ";

    /** @param next commands that a reader can copy; may be empty */
    public static void print(PrintStream out, Progress progress, LedgerReport report, List<String> next) {
        out.println();
        out.printf(
                "Checked:  %s, %s, %s signed twice, %s used at once,%n",
                Figures.count(report.signed(), "signature"),
                Figures.count(report.records(), "record"),
                Figures.count(report.doubleSigned()),
                Figures.count(report.concurrentKeyUse(), "key"));
        out.printf("%s%s, %s%n", INDENT, batches(report), choices(report));
        exceptions(progress, report).forEach(line -> out.println(INDENT + line));
        out.println();
        if (report.holds()) {
            out.println("Proved:   every signature verifies and every rule was kept.");
        } else {
            problems(report).forEach(out::println);
        }
        printNext(out, next);
        out.flush();
    }

    /** What was broken, one line each. */
    public static List<String> problems(LedgerReport report) {
        var lines = new ArrayList<>(List.of("BROKEN:   " + Figures.count(report.problemCount(), "problem") + " found"));
        report.problems().forEach(problem -> lines.add(INDENT + problem));
        if (report.problemCount() > report.problems().size()) {
            lines.add(INDENT + "…");
        }
        return lines;
    }

    private static String batches(LedgerReport report) {
        return report.mixedKeyBatches() == 0
                ? Figures.count(report.batches(), "batch") + " with one key each"
                : "%s, %s of them with more than one key"
                        .formatted(Figures.count(report.batches(), "batch"), Figures.count(report.mixedKeyBatches()));
    }

    private static String choices(LedgerReport report) {
        return "%s used, %s taken out of turn"
                .formatted(Figures.count(report.keysUsed(), "key"), Figures.count(report.lruViolations()));
    }

    /** What is worth a line only when it happened. */
    private static List<String> exceptions(Progress progress, LedgerReport report) {
        var lines = new ArrayList<String>();
        if (report.quarantined() > 0) {
            lines.add("%s quarantined: %s"
                    .formatted(
                            Figures.count(report.quarantined(), "record"),
                            String.join(", ", progress.quarantinedRecords())));
        }
        if (report.leases().fenced() > 0) {
            lines.add(Figures.count(report.leases().fenced(), "lease") + " taken back, their batches signed again");
        }
        if (report.takenOff() > 0) {
            lines.add(Figures.count(report.takenOff(), "record") + " taken off: see the bundles made of them");
        }
        if (progress.parked() > 0) {
            lines.add(Figures.count(progress.parked(), "message") + " parked");
        }
        return lines;
    }

    /** @param next commands that a reader can copy; may be empty */
    public static void printNext(PrintStream out, List<String> next) {
        if (!next.isEmpty()) {
            out.println();
            out.println("Next:     " + String.join(System.lineSeparator() + INDENT, next));
        }
    }

    private Summary() {}
}
