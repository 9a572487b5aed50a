package dev.signet.system.check;

import java.util.List;

/** Looks at one side of a run and finds what must not be. Finds nothing in a run that kept the rules, whatever faults it had. */
public interface Check {
    String name();

    /** Fit to be run again and again while the run goes on: it takes little, and holds at every moment. */
    boolean isCheap();

    /** What was found, at most a few of each kind; empty when all is well. */
    List<Violation> violations(Evidence evidence) throws Exception;
}
