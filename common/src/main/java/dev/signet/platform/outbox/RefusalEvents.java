package dev.signet.platform.outbox;

import dev.signet.platform.Refusals;
import dev.signet.platform.ServiceMain;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the audit log is told of callers that are turned away. One event for all of a second: whoever knocks without end must not fill the log. Of a process
 * that is killed the last second is missing, since there is no act whose transaction it could be in.
 */
class RefusalEvents implements Refusals {
    private static final Logger log = LoggerFactory.getLogger(RefusalEvents.class);
    private static final int LONGEST_PATH = 200;

    private final Consumer<AuditEvent> told;
    private final Duration gather;
    private final AtomicInteger refused = new AtomicInteger();

    RefusalEvents(Consumer<AuditEvent> told, Duration gather) {
        this.told = told;
        this.gather = gather;
    }

    @Override
    public void refused(Optional<String> service, String path) {
        if (refused.getAndIncrement() == 0) {
            Thread.startVirtualThread(() -> gatherAndTell(service, path));
        }
    }

    private void gatherAndTell(Optional<String> service, String path) {
        try {
            Thread.sleep(gather);
            var calls = refused.getAndSet(0);
            told.accept(event(service, path, calls));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("Nobody is told of callers that were turned away: {}", ServiceMain.reason(e));
        }
    }

    private static AuditEvent event(Optional<String> service, String path, int calls) {
        return AuditEvent.of("dev.signet.login.refused", "refusal/" + UUID.randomUUID())
                .by(service.orElse(""))
                .with("path", path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) : path)
                .with("calls", calls);
    }
}
