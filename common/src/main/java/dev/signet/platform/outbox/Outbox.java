package dev.signet.platform.outbox;

import dev.signet.platform.Actor;
import dev.signet.platform.AfterCommit;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a service writes what it does, in the transaction that does it: no act without its event, no event without its act. What is committed here is
 * relayed to audit-service by and by, and nothing waits for that.
 */
public class Outbox {
    // One statement, however many acts the transaction has.
    private static final String ADD = """
            INSERT INTO outbox (event) SELECT unnest(:events::json[])
            """;

    private static final String WAITING = "SELECT count(*) FROM outbox";

    private final JdbcClient jdbc;
    private final EventForm form;
    private final boolean enabled;
    private final Runnable wakeRelay;

    /**
     * @param service its name, which events have as their source
     * @param wakeRelay called when there is something to relay
     */
    public Outbox(
            JdbcClient jdbc,
            JsonMapper json,
            Clock clock,
            String service,
            OutboxProperties settings,
            Runnable wakeRelay) {
        this.jdbc = jdbc;
        this.form = new EventForm(service, clock, json);
        this.enabled = settings.enabled();
        this.wakeRelay = wakeRelay;
    }

    public void add(AuditEvent event) {
        add(List.of(event));
    }

    /** Only within a transaction: that of the acts. */
    public void add(List<AuditEvent> events) {
        if (!enabled || events.isEmpty()) {
            return;
        }
        AfterCommit.run(wakeRelay); // throws when there is no transaction
        Actor.ofRequest().ifPresent(actor -> events.forEach(event -> event.byUnlessSaid(actor)));
        jdbc.sql(ADD)
                .param("events", events.stream().map(form::write).toArray(String[]::new))
                .update();
    }

    /** How many events are not known to be in the audit log. Counts them: not to be asked often. */
    public long waiting() {
        return jdbc.sql(WAITING).query(Long.class).single();
    }
}
