package dev.signet.collection.intake;

import dev.signet.collection.intake.Sorting.Refusal;
import dev.signet.collection.intake.mask.MaskRing;
import dev.signet.collection.intake.mask.Masks;
import dev.signet.collection.intake.mask.RecoveryKey;
import dev.signet.collection.intake.type.IntakeTypes;
import dev.signet.collection.record.RecordProperties;
import dev.signet.collection.record.RecordsArrived;
import dev.signet.platform.ServiceMain;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;

/**
 * Turns groups of messages into records, in one transaction each, whichever way they came. Throws when it cannot now and may later; what can never be
 * a record is parked.
 */
@Service
class Intake {
    private final IntakeStore store;
    private final IntakeTypes types;
    private final Masks masks;
    private final RecoveryKey recovery;
    private final RecordProperties limits;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Intake(
            IntakeStore store,
            IntakeTypes types,
            Masks masks,
            RecoveryKey recovery,
            RecordProperties limits,
            Clock clock,
            ApplicationEventPublisher events) {
        this.store = store;
        this.types = types;
        this.masks = masks;
        this.recovery = recovery;
        this.limits = limits;
        this.clock = clock;
        this.events = events;
    }

    /** When it returns, every message may be acknowledged. */
    void take(List<? extends IncomingMessage> messages) {
        try {
            take(messages, masks.ring());
        } catch (MaskSuperseded _) {
            take(messages, masks.reload());
        }
    }

    private void take(List<? extends IncomingMessage> messages, MaskRing ring) {
        var sorting = new Sorting(types, ring, recovery, limits.maxPayload(), clock);
        messages.forEach(sorting::add);
        if (!sorting.arrivals().isEmpty()) {
            storeAll(sorting.arrivals(), ring);
        }
        parkAll(sorting.refusals(), ring);
    }

    private void storeAll(List<Arrival> group, MaskRing ring) {
        try {
            store(group, ring);
        } catch (DataIntegrityViolationException e) {
            if (group.size() > 1) {
                // one of them spoils the transaction of all
                group.forEach(each -> storeAll(List.of(each), ring));
                return;
            }
            var refused = group.getFirst();
            // what the database says of a typed one may quote it
            var why = refused.row().isPresent() ? "" : ": " + ServiceMain.reason(e);
            parkAll(List.of(new Refusal(refused.message(), "the database refuses it" + why)), ring);
        }
    }

    private void store(List<Arrival> group, MaskRing ring) {
        var added = store.store(group, ring.current().version());
        if (added > 0) {
            events.publishEvent(new RecordsArrived(added));
        }
    }

    private void parkAll(List<Refusal> refusals, MaskRing ring) {
        refusals.forEach(refusal -> park(refusal, ring));
        var typed = refusals.stream()
                .flatMap(refusal -> refusal.message().typeName().stream())
                .toList();
        if (!typed.isEmpty()) {
            var known = typed.stream().filter(name -> types.find(name).isPresent()).toList();
            store.parked(known, ring.current().version());
        }
    }

    // What names a type may be personal, whether or not there is such a type.
    private static void park(Refusal refusal, MaskRing ring) {
        var message = refusal.message();
        var body = message.body();
        if (message.typeName().isPresent()) {
            message.park(
                    ring.current().seal(body), ring.current().parkedIdentity(message.type(), body), refusal.reason());
        } else {
            message.park(body, UUID.nameUUIDFromBytes(body), refusal.reason());
        }
    }

    /** Whether records can be stored again. */
    boolean isPossible() {
        try {
            store.probe();
            return true;
        } catch (DataAccessException | TransactionException e) {
            return false;
        }
    }
}
