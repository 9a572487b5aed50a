package dev.signet.platform.outbox;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.json.JsonMapper;

/** How a service writes its events: with what is the same for all of them. */
record EventForm(String service, Clock clock, JsonMapper json) {
    String write(AuditEvent event) {
        var time = clock.instant().truncatedTo(ChronoUnit.MICROS).toString();
        return json.writeValueAsString(event.toCloudEvent("/signet/" + service, time));
    }
}
