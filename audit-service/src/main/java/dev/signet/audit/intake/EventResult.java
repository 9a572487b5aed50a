package dev.signet.audit.intake;

import dev.signet.audit.event.Event;
import dev.signet.audit.event.EventLine;
import dev.signet.audit.log.Outcome;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/**
 * What became of an event that was submitted. For one that comes again it is the same as the first time.
 *
 * @param logindex its number in the log; for DIFFERENT that of the event that is there
 * @param receivedtime when the log first got it
 * @param detail of a refusal, what to do
 */
record EventResult(
        Status status,
        Optional<String> source,
        Optional<String> id,
        Optional<String> logindex,
        Optional<String> receivedtime,
        Optional<String> detail) {

    @Schema(
            description =
                    "COMMITTED: it is in the log. DIFFERENT: another event with this source and id is. INVALID: it is no event."
                            + " SCHEMA_VIOLATED: its data is not what is registered for its type")
    enum Status {
        COMMITTED,
        DIFFERENT,
        INVALID,
        SCHEMA_VIOLATED
    }

    static EventResult committed(Event event, Outcome.Committed committed) {
        return new EventResult(
                Status.COMMITTED,
                Optional.of(event.source()),
                Optional.of(event.id()),
                Optional.of(Long.toString(committed.seq())),
                Optional.of(EventLine.text(committed.receivedAt())),
                Optional.empty());
    }

    static EventResult differing(Event event, long seq) {
        return refused(
                Status.DIFFERENT,
                event,
                Optional.of(Long.toString(seq)),
                "Another event with this source and id is in the log; a new event needs a new id.");
    }

    static EventResult violating(Event event, String wrong) {
        return refused(Status.SCHEMA_VIOLATED, event, Optional.empty(), wrong);
    }

    static EventResult refused(Event event, String reason) {
        return refused(Status.INVALID, event, Optional.empty(), reason);
    }

    static EventResult invalid(String whatToDo) {
        return new EventResult(
                Status.INVALID,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(whatToDo));
    }

    private static EventResult refused(Status status, Event event, Optional<String> logindex, String detail) {
        return new EventResult(
                status,
                Optional.of(event.source()),
                Optional.of(event.id()),
                logindex,
                Optional.empty(),
                Optional.of(detail));
    }

    String whatToDo() {
        return detail.orElse("The event is refused.");
    }

    boolean isCommitted() {
        return status == Status.COMMITTED;
    }
}
