package dev.signet.system.chaos;

import dev.signet.system.check.Check;
import dev.signet.system.check.Checks;
import dev.signet.system.check.Evidence;
import dev.signet.system.check.Violation;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/** Runs the cheap checks again and again while the faults go on, whenever the database answers. */
final class Watch implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Evidence evidence;
    private final Thread thread = Thread.ofVirtual().unstarted(this::watch);
    private final Set<Violation> found = new LinkedHashSet<>();

    Watch(Evidence evidence) {
        this.evidence = evidence;
        thread.start();
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(PAUSE);
                Checks.cheap().forEach(this::look);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Check check) {
        try {
            found.addAll(check.violations(evidence));
        } catch (Exception _) { // the database or the broker is away; the end of the round looks once more
        }
    }

    /** What was found, once it has stopped looking. */
    Set<Violation> found() throws InterruptedException {
        thread.interrupt();
        thread.join();
        return found;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
