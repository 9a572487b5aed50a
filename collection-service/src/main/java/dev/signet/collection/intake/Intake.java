package dev.signet.collection.intake;

import dev.signet.collection.record.RecordProperties;
import dev.signet.collection.record.RecordsArrived;
import dev.signet.platform.Parking;
import dev.signet.platform.ServiceMain;
import java.util.List;
import java.util.Optional;
import org.springframework.amqp.core.Message;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;

/** Turns messages into records. Throws when it cannot now and may later; what can never be a record is parked. */
@Service
class Intake {
    private final IntakeStore store;
    private final Parking parking;
    private final RecordProperties limits;
    private final ApplicationEventPublisher events;

    Intake(IntakeStore store, Parking parking, RecordProperties limits, ApplicationEventPublisher events) {
        this.store = store;
        this.parking = parking;
        this.limits = limits;
        this.events = events;
    }

    void take(List<Message> messages) {
        var group = messages.stream()
                .filter(message -> whyNot(message).isEmpty())
                .map(IncomingRecord::of)
                .toList();
        if (!group.isEmpty()) {
            storeAll(group);
        }
        messages.forEach(message -> whyNot(message).ifPresent(reason -> parking.park(message, reason)));
    }

    private Optional<String> whyNot(Message message) {
        var length = message.getBody().length;
        if (length == 0) {
            return Optional.of("the message is empty, and a record has at least one byte");
        }
        return length > limits.maxPayload()
                ? Optional.of(
                        "the message has %d bytes, and a record at most %d".formatted(length, limits.maxPayload()))
                : Optional.empty();
    }

    private void storeAll(List<IncomingRecord> group) {
        try {
            store(group);
        } catch (DataIntegrityViolationException e) {
            if (group.size() == 1) {
                parking.park(group.getFirst().message(), "the database refuses it: " + ServiceMain.reason(e));
            } else {
                // one of them spoils the transaction of all
                group.forEach(each -> storeAll(List.of(each)));
            }
        }
    }

    private void store(List<IncomingRecord> group) {
        var added = store.store(group);
        if (added > 0) {
            events.publishEvent(new RecordsArrived(added));
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
