package dev.signet.platform.outbox;

import dev.signet.platform.Refusals;
import java.util.Optional;
import java.util.UUID;

/** What the audit log is told of callers that are turned away. */
class RefusalEvents implements Refusals {
    private static final int LONGEST_PATH = 200;

    private final Gathered gathered;

    RefusalEvents(Gathered gathered) {
        this.gathered = gathered;
    }

    @Override
    public void refused(Optional<String> service, String path) {
        gathered.happened(calls -> event(service, path, calls));
    }

    private static AuditEvent event(Optional<String> service, String path, int calls) {
        return AuditEvent.of("dev.signet.login.refused", "refusal/" + UUID.randomUUID())
                .by(service.orElse(""))
                .with("path", path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) : path)
                .with("calls", calls);
    }
}
