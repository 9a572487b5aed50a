package dev.signet.platform.outbox;

import dev.signet.platform.ServiceMain;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event for all of a second: whoever knocks without end must not fill the log. Of a process that is killed the last second is missing, since there is no
 * act whose transaction it could be in.
 */
final class Gathered {
    private static final Logger log = LoggerFactory.getLogger(Gathered.class);

    private final Consumer<AuditEvent> told;
    private final Duration gather;
    private final AtomicInteger happened = new AtomicInteger();

    Gathered(Consumer<AuditEvent> told, Duration gather) {
        this.told = told;
        this.gather = gather;
    }

    /** @param event makes the event of the first that happened in a second, when it is known how many there were */
    void happened(IntFunction<AuditEvent> event) {
        if (happened.getAndIncrement() == 0) {
            Thread.startVirtualThread(() -> gatherAndTell(event));
        }
    }

    private void gatherAndTell(IntFunction<AuditEvent> event) {
        try {
            Thread.sleep(gather);
            told.accept(event.apply(happened.getAndSet(0)));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("The audit log is not told of what was turned away: {}", ServiceMain.reason(e));
        }
    }
}
