package dev.signet.system.check;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All checks there are, by when they can be run. */
public final class Checks {
    private static final List<Check> SERVING = List.of(new PublishedLedgerCheck());

    private static final List<Check> STOPPED = List.of(
            new JournalCheck(),
            new LedgerCheck(),
            new AuditCheck(),
            new ReplayCheck(),
            new SignatureCheck(),
            new RestCheck(),
            new RecordCheck(),
            new QueueCheck(),
            new ParkingCheck(),
            new LogCheck(),
            new KeyMaterialCheck());

    private Checks() {}

    /** What all of them have found. */
    public static List<Violation> found(List<Check> checks, Evidence evidence) throws Exception {
        var found = new ArrayList<Violation>();
        for (var check : checks) {
            found.addAll(check.violations(evidence));
        }
        return found;
    }

    /** How many of the excused messages have really been lost. */
    public static long lost(Evidence evidence) throws SQLException {
        return RecordCheck.balance(evidence).lost()
                + ParkingCheck.balance(evidence).lost();
    }

    /** For the end of a run. Those of {@link #serving} come first. */
    public static List<Check> all() {
        return Stream.concat(SERVING.stream(), STOPPED.stream()).toList();
    }

    /** Those that may be run at any moment of a run, faults or not, as long as the database answers. */
    public static List<Check> cheap() {
        return STOPPED.stream().filter(Check::isCheap).toList();
    }

    /** Those that ask the services, which must be up, of a run that has ended. */
    public static List<Check> serving() {
        return SERVING;
    }

    /** For runs with a vault, when its service is stopped. */
    public static List<Check> vault() {
        return List.of(new VaultCheck());
    }

    /**
     * All others, for when the run has ended and the services are stopped while database and broker run: only then does a broker count every
     * message.
     */
    public static List<Check> stopped() {
        return STOPPED;
    }
}
