package dev.signet.key.lease;

import dev.signet.contract.LeaseRequest;
import dev.signet.contract.RequestId;
import dev.signet.platform.outbox.AuditEvent;
import dev.signet.platform.outbox.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What the audit log is told of leases, all of a group at once. */
@Component
class LeaseEvents {
    private final Outbox outbox;

    LeaseEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    /** What one transaction has done, in the order of its ticks. */
    Group group() {
        return new Group();
    }

    final class Group {
        private final List<AuditEvent> events = new ArrayList<>();

        Group released(List<LeaseCloses.ClosedLease> leases) {
            leases.stream().map(LeaseEvents::released).forEach(events::add);
            return this;
        }

        /** @param before the tick before the first of them */
        Group left(List<LeaseCloses.Left> keys, long before) {
            for (var i = 0; i < keys.size(); i++) {
                events.add(LeaseEvents.left(keys.get(i), before + i + 1));
            }
            return this;
        }

        /**
         * Keys are granted in the order of the requests, each with its own tick; whose keyring has none left takes none.
         *
         * @param before the tick before the first of them
         */
        Group leased(List<LeaseRequest> wanted, Map<RequestId, Decision> granted, long before) {
            var tick = before;
            for (var request : wanted) {
                if (granted.get(request.requestId()) instanceof Decision.Granted lease) {
                    events.add(LeaseEvents.leased(request, lease, ++tick));
                }
            }
            return this;
        }

        /** By one statement. */
        void write() {
            outbox.add(events);
        }
    }

    private static AuditEvent leased(LeaseRequest request, Decision.Granted granted, long tick) {
        var use = granted.use();
        return AuditEvent.of("dev.signet.key.leased", "grant/" + use.leaseId())
                .about(use.keyId())
                .by("signing-service/" + request.workerId())
                .traced(request.traceparent())
                .with("lease", use.leaseId())
                .with("key", use.keyId())
                .with("token", use.token())
                .with("batch", granted.batchId())
                .with("tick", tick);
    }

    private static AuditEvent released(LeaseCloses.ClosedLease lease) {
        return AuditEvent.of("dev.signet.key.released", "close/" + lease.id())
                .about(lease.use().keyId())
                .ended(lease.outcome())
                .with("lease", lease.id())
                .with("key", lease.use().keyId())
                .with("token", lease.use().token())
                .with("batch", lease.batchId())
                .with("tick", lease.tick());
    }

    private static AuditEvent left(LeaseCloses.Left left, long tick) {
        var type = left.retired() ? "dev.signet.key.retired" : "dev.signet.key.disabled";
        return AuditEvent.of(type, "key-change/" + tick)
                .about(left.key())
                .with("key", left.key())
                .with("tick", tick);
    }
}
