package dev.signet.audit.schema;

import dev.signet.audit.event.Event;
import dev.signet.audit.log.OwnActs;
import dev.signet.audit.schema.SchemaRows.SchemaRow;
import dev.signet.platform.Actor;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the log itself holds of schemas: that one was registered, for which type, and by whom. */
@Component
class SchemaEvents {
    private static final String REGISTERED = "dev.signet.schema.registered";
    private static final int LONGEST_ACTOR = 300;

    private final EventKinds kinds;
    private final OwnActs acts;

    SchemaEvents(EventKinds kinds, OwnActs acts) {
        this.kinds = kinds;
        this.acts = acts;
    }

    /** Before the transaction: a search by a prefix must not miss the first event of a type. */
    void announce() {
        kinds.seen(List.of(REGISTERED));
    }

    /** In the transaction that registers it. */
    void registered(SchemaRow row) {
        acts.append(new Event(
                "schema/%s/%d".formatted(row.type(), row.version()),
                OwnActs.SOURCE,
                REGISTERED,
                row.type(),
                row.registeredAt(),
                Actor.ofRequest().map(SchemaEvents::shortened).orElse(null),
                null,
                null,
                null,
                "{\"version\":%d}".formatted(row.version())));
    }

    private static String shortened(String actor) {
        return actor.length() > LONGEST_ACTOR ? actor.substring(0, LONGEST_ACTOR) : actor;
    }
}
