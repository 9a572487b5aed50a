package dev.signet.standalone;

import dev.signet.standalone.Login.Kind;
import java.util.List;

/**
 * What was sent, beside what became of it.
 *
 * @param sent how many of each kind
 * @param taken what collection-service has counted
 * @param records how many records there are, counted one by one
 * @param parkedRows how many messages wait for an operator
 */
record Account(Sent sent, Taken taken, long records, long parkedRows) {
    /** How many of each kind were sent. */
    record Sent(int fresh, int duplicates, int redelivered, int malformed) {
        static Sent by(LoginPublisher publisher) {
            return new Sent(
                    publisher.sent(Kind.NEW),
                    publisher.sent(Kind.DUPLICATE),
                    publisher.sent(Kind.REDELIVERED),
                    publisher.sent(Kind.MALFORMED));
        }

        int total() {
            return fresh + duplicates + redelivered + malformed;
        }
    }

    /** What {@code GET /api/v1/intake} says of a type. */
    record Taken(String type, long received, long stored, long duplicates, long parked) {}

    /** Whether every message is accounted for. A broker may bring some once more; then they are duplicates too, or parked again without another row. */
    boolean addsUp() {
        return taken.stored() == sent.fresh()
                && taken.duplicates() >= sent.duplicates() + sent.redelivered()
                && taken.parked() >= sent.malformed()
                && records == sent.fresh()
                && parkedRows == sent.malformed();
    }

    List<String> lines() {
        return List.of(
                "Sent:     %,d messages = %,d new + %,d sent again + %,d redelivered + %,d malformed"
                        .formatted(sent.total(), sent.fresh(), sent.duplicates(), sent.redelivered(), sent.malformed()),
                "Taken:    %,d received = %,d stored + %,d duplicates + %,d parked"
                        .formatted(taken.received(), taken.stored(), taken.duplicates(), taken.parked()),
                "          %,d records, %,d parked messages".formatted(records, parkedRows),
                addsUp() ? "          It adds up." : "BROKEN:   it does not add up.");
    }
}
