package dev.signet.collection.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.collection.intake.Sorting.Refusal;
import dev.signet.collection.intake.mask.MaskRing;
import dev.signet.collection.intake.mask.Masks;
import dev.signet.collection.record.RecordsArrived;
import dev.signet.platform.ServiceMain;
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
    private final Sorter sorter;
    private final Masks masks;
    private final IntakeMeters meters;
    private final ApplicationEventPublisher events;

    Intake(IntakeStore store, Sorter sorter, Masks masks, IntakeMeters meters, ApplicationEventPublisher events) {
        this.store = store;
        this.sorter = sorter;
        this.masks = masks;
        this.meters = meters;
        this.events = events;
    }

    /** When it returns, every message may be acknowledged. */
    Settlement take(List<? extends IncomingMessage> messages) {
        var settlement = new Settlement();
        meters.time(() -> {
            store(messages, settlement);
            park(settlement.refusals());
        });
        return settlement;
    }

    // Those that cannot be stored are parked once all others are: taken again because a version was dropped, what was
    // stored under it would be new.
    private void store(List<? extends IncomingMessage> messages, Settlement settlement) {
        try {
            tryToStore(messages, settlement);
        } catch (DataIntegrityViolationException e) {
            if (messages.size() > 1) {
                // one of them spoils the transaction of all
                messages.forEach(each -> store(List.of(each), settlement));
                return;
            }
            settlement.refused(refusal(messages.getFirst(), e));
        }
    }

    private void tryToStore(List<? extends IncomingMessage> messages, Settlement settlement) {
        try {
            storeMasked(messages, masks.ring(), settlement);
        } catch (MaskSuperseded _) {
            storeMasked(messages, masks.reload(), settlement);
        }
    }

    private void storeMasked(List<? extends IncomingMessage> messages, MaskRing ring, Settlement settlement) {
        var sorting = sorter.sort(messages, ring);
        var arrivals = sorting.arrivals();
        if (!arrivals.isEmpty()) {
            var fresh = store.store(arrivals, ring.current().version());
            settlement.stored(arrivals, fresh);
            meters.stored(fresh.size(), arrivals.size() - fresh.size());
            IntakeStore.byKeyring(fresh)
                    .forEach((keyring, these) -> events.publishEvent(new RecordsArrived(keyring, these.size())));
        }
        sorting.refusals().forEach(settlement::refused);
    }

    // What the database says of a typed one may quote it.
    private static Refusal refusal(IncomingMessage message, DataIntegrityViolationException e) {
        var why = message.typeName().isPresent() ? "" : ": " + ServiceMain.reason(e);
        return new Refusal(message, "the database refuses it" + why);
    }

    private void park(List<Refusal> refusals) {
        try {
            parkSealed(refusals, masks.ring());
        } catch (MaskSuperseded _) {
            parkSealed(refusals, masks.reload());
        }
    }

    private void parkSealed(List<Refusal> refusals, MaskRing ring) {
        refusals.forEach(refusal -> park(refusal, ring));
        var typed = refusals.stream()
                .flatMap(refusal -> refusal.message().typeName().stream())
                .toList();
        if (!typed.isEmpty()) {
            store.parked(
                    typed.stream().filter(sorter::knows).toList(),
                    ring.current().version());
        }
        meters.parked(refusals.size());
    }

    // What names a type may be personal, whether or not there is such a type.
    private static void park(Refusal refusal, MaskRing ring) {
        var message = refusal.message();
        var body = message.body();
        if (message.typeName().isPresent()) {
            var identity = ring.current().parkedIdentity(message.type(), body);
            message.park(ring.current().seal(body), inKeyring(identity, message), refusal.reason());
        } else {
            message.park(body, inKeyring(UUID.nameUUIDFromBytes(body), message), refusal.reason());
        }
    }

    // The same message may be meant for two keyrings.
    private static UUID inKeyring(UUID identity, IncomingMessage message) {
        return message.keyring()
                .map(name -> UUID.nameUUIDFromBytes((identity + " " + name).getBytes(UTF_8)))
                .orElse(identity);
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
